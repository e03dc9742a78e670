package timerbench.service;

import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import timerbench.service.store.mongodb.MongoDbSettings;

class FakeMongoDbRacesTest extends MongoDbRaces {
    @AutoClose
    private final FakeMongoDb server = new FakeMongoDb();

    @Override
    MongoDbSettings newDatabase() {
        return server.settings(Duration.ofSeconds(10));
    }
}
