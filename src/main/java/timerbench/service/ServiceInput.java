package timerbench.service;

import timerbench.settings.InputCheck;
import timerbench.settings.Settings;

/** Checks the settings of the service and of every database that it can use, for whoever is going to start it. */
public final class ServiceInput implements InputCheck {
    @Override
    public void check(Settings settings) {
        var unused = settings.readPart("service", ServiceSettings.class);
        Database.check(settings);
    }
}
