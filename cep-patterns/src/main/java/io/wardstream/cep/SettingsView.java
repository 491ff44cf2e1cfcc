package io.wardstream.cep;

/** The settings in force for one subject at one moment. */
public interface SettingsView {

    /** The value in force. */
    double get(SettingKey key);

    /** The version of the newest setting that this view rests on; 0 if all values are defaults. */
    long version();

    /** The value in force as whole milliseconds. */
    default long millis(SettingKey key) {
        return Math.round(get(key));
    }

    /** The value in force as a count. */
    default int count(SettingKey key) {
        return (int) Math.round(get(key));
    }

    /** Every default. */
    SettingsView DEFAULTS = new SettingsView() {
        @Override
        public double get(SettingKey key) {
            return key.defaultValue();
        }

        @Override
        public long version() {
            return 0;
        }
    };
}
