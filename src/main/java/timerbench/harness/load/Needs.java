package timerbench.harness.load;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import timerbench.harness.targets.dialect.Operation;

/** What a simulation needs of a service. Without this, it needs the create. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
    Operation[] value() default Operation.CREATE;

    /** Whether the dialect must tell callbacks apart. */
    boolean callbacks() default false;

    /** Whether it reads timers that do not exist, unless its settings say otherwise. */
    boolean missingReads() default false;

    /** Whether it sends wrong requests, of any kind that the dialect has. */
    boolean wrongRequests() default false;

    /** What it leaves out if the dialect does not have it. */
    Operation[] orLeavesOut() default {};

    /** Why a single injector must send all of its load; empty if several may share it. */
    String oneInjector() default "";

    /** Whether its receivers answer in every way that the service can cope with. */
    boolean answers() default false;
}
