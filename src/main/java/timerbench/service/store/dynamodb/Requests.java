package timerbench.service.store.dynamodb;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.SdkAdvancedAsyncClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;

/**
 * Sends requests to DynamoDB, several in parallel, and waits for the answers. It translates the driver's exceptions
 * into the store's.
 */
final class Requests implements AutoCloseable {
    private static final int IN_FLIGHT = 64;
    private static final int EVENT_LOOPS = 1;

    private final DynamoDbAsyncClient client;
    private final DynamoDbSettings settings;
    private final Capacity capacity;

    Requests(DynamoDbAsyncClient client, DynamoDbSettings settings, Capacity capacity) {
        this.client = client;
        this.settings = settings;
        this.capacity = capacity;
    }

    static Requests open(DynamoDbSettings settings) {
        Capacity capacity = new Capacity();
        DynamoDbAsyncClientBuilder builder = DynamoDbAsyncClient.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(checked(credentials(settings), settings))
                .overrideConfiguration(configuration ->
                        configuration.apiCallTimeout(settings.timeout()).addExecutionInterceptor(capacity))
                // Completing a future only wakes a waiting lane: that needs no thread pool.
                .asyncConfiguration(configuration -> configuration.advancedOption(
                        SdkAdvancedAsyncClientOption.FUTURE_COMPLETION_EXECUTOR, Runnable::run))
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .maxConcurrency(IN_FLIGHT)
                        .connectionTimeout(settings.timeout())
                        .connectionAcquisitionTimeout(settings.timeout())
                        .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(EVENT_LOOPS)));
        settings.address().ifPresent(builder::endpointOverride);
        return new Requests(builder.build(), settings, capacity);
    }

    /**
     * Returns the provider if it finds keys. The start waits for a database, but not for missing keys.
     *
     * @throws StoreException if it finds none
     */
    static AwsCredentialsProvider checked(AwsCredentialsProvider credentials, DynamoDbSettings settings) {
        try {
            var unused = credentials.resolveCredentials();
            return credentials;
        } catch (SdkClientException e) {
            throw new StoreException(settings + " cannot be used without keys: " + e.getMessage(), e);
        }
    }

    /**
     * AWS accepts TLS only. An endpoint without TLS is an emulator: it accepts any key, and must not see a real one.
     */
    private static AwsCredentialsProvider credentials(DynamoDbSettings settings) {
        boolean emulator = settings.address().map(URI::getScheme).orElse("").equals("http");
        return emulator
                ? StaticCredentialsProvider.create(AwsBasicCredentials.create("emulator", "emulator"))
                : DefaultCredentialsProvider.builder().build();
    }

    DynamoDbSettings settings() {
        return settings;
    }

    Capacity capacity() {
        return capacity;
    }

    /** Returns the answer to one request. */
    <R> R one(String operation, Function<DynamoDbAsyncClient, CompletableFuture<R>> request) {
        try {
            return request.apply(client).join();
        } catch (CompletionException e) {
            throw translate(operation, e.getCause(), false);
        }
    }

    /** Sends one request per question and returns the answers in their order when all have ended. */
    <A, R> List<R> all(String operation, List<A> questions, Request<A, R> request) {
        List<CompletableFuture<R>> sent = questions.stream()
                .map(question -> request.send(client, question))
                .toList();
        List<R> answers = new ArrayList<>();
        Throwable failure = null;
        for (CompletableFuture<R> each : sent) {
            try {
                answers.add(each.join());
            } catch (CompletionException e) {
                failure = failure == null || isUnavailable(e.getCause()) ? e.getCause() : failure;
            }
        }
        if (failure != null) {
            throw translate(operation, failure, !answers.isEmpty());
        }
        return answers;
    }

    /** One of many requests of a kind. */
    interface Request<A, R> {
        CompletableFuture<R> send(DynamoDbAsyncClient client, A question);
    }

    /** Returns the answer; empty where the request's condition did not hold. */
    static <R> CompletableFuture<Optional<R>> ifHeld(CompletableFuture<R> answer) {
        return answer.handle((value, failure) -> {
            if (failure == null) {
                return Optional.of(value);
            }
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            if (cause instanceof ConditionalCheckFailedException) {
                return Optional.empty();
            }
            throw new CompletionException(cause);
        });
    }

    private StoreException translate(String operation, Throwable failure, boolean partlyDone) {
        String message = settings + ": " + operation + " failed: " + failure.getMessage();
        return partlyDone || isUnavailable(failure)
                ? new StoreUnavailableException(message, failure)
                : new StoreException(message, failure);
    }

    private static boolean isUnavailable(Throwable failure) {
        return failure instanceof SdkClientException
                || (failure instanceof AwsServiceException answer
                        && (answer.isThrottlingException() || answer.statusCode() >= 500));
    }

    @Override
    public void close() {
        client.close();
    }
}
