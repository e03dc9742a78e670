package simulations;

/**
 * Requests a second of each kind.
 *
 * @param advance updates that bring a timer forward, so that it is due within seconds
 */
record OperationRates(double create, double read, double update, double delete, double advance) {
    OperationRates {
        if (!(create > 0 && advance > 0 && read >= 0 && update >= 0 && delete >= 0)) {
            throw new IllegalArgumentException("create and advance must be above 0, the others at least 0");
        }
    }
}
