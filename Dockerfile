# One image for the reference service and for the suite that loads it. scripts/build-image.sh collects what it copies.
# It runs as any user and with a read-only root; only /tmp and /timer-bench/results are written.
ARG BASE=eclipse-temurin:17-jre
FROM ${BASE}
WORKDIR /timer-bench
COPY docker/entrypoint docker/health bin/
COPY --chown=1000:1000 target/image/writable/ ./
# What changes least comes first, so that a new build replaces the last layers only.
COPY target/image/lib/ lib/
COPY target/image/test-classes/ test-classes/
COPY target/image/classes/ classes/
USER 1000:1000
EXPOSE 8080 9000 9095
ENTRYPOINT ["/timer-bench/bin/entrypoint"]
CMD ["service"]
