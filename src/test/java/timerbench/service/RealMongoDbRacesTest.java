package timerbench.service;

import timerbench.service.store.mongodb.MongoDbSettings;

/** MongoDB itself, whose writers meet within the server. */
class RealMongoDbRacesTest extends MongoDbRaces {
    @Override
    MongoDbSettings newDatabase() {
        return LocalMongoDb.shared().newStore();
    }
}
