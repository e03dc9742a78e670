package timerbench.harness.targets.database.dynamodb;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import timerbench.address.Address;
import timerbench.address.HostPort;

/**
 * The address of a DynamoDB. Keys come from where AWS' tools look for them. An address without TLS is never AWS,
 * and gets no keys.
 *
 * @param endpoint {@code http://host:port}; empty: AWS itself, in the region
 */
public record DynamoDbAddress(String endpoint, String region) {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    public DynamoDbAddress {
        var unused = Address.withoutSecret(endpoint);
    }

    /** Returns where a link can lead; empty for AWS, and for TLS: its certificate is for the name. */
    Optional<HostPort> linkable() {
        URI uri = URI.create(endpoint);
        return "http".equals(uri.getScheme()) && uri.getHost() != null
                ? Optional.of(new HostPort(uri.getHost(), uri.getPort() < 0 ? 80 : uri.getPort()))
                : Optional.empty();
    }

    DynamoDbAsyncClient client() {
        var builder = DynamoDbAsyncClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials())
                .overrideConfiguration(configuration -> configuration.apiCallTimeout(TIMEOUT))
                .asyncConfiguration(configuration -> configuration.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1)));
        if (!endpoint.isEmpty()) {
            builder.endpointOverride(URI.create(endpoint));
        }
        return builder.build();
    }

    private AwsCredentialsProvider credentials() {
        return endpoint.startsWith("http:")
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator"))
                : DefaultCredentialsProvider.builder().build();
    }

    @Override
    public String toString() {
        return "DynamoDB at " + (endpoint.isEmpty() ? region : endpoint);
    }
}
