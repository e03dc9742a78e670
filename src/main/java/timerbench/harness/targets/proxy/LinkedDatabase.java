package timerbench.harness.targets.proxy;

import java.util.Map;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.ForwardingDatabase;

/** A database that the service reaches over a link. Whoever measures it reaches it without. */
final class LinkedDatabase extends ForwardingDatabase {
    private final Link link;

    LinkedDatabase(DatabaseServer server, Link link) {
        super(server);
        this.link = link;
    }

    @Override
    public Map<String, String> serviceSettings() {
        return serviceSettings(link.address());
    }
}
