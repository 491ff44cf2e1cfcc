package io.wardstream.bench.process;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another class's {@code main} in a process that ends when the one that started it is gone, however that went: its
 * standard input is a pipe, and a pipe whose other end has died says so.
 */
public final class Leash {

    private Leash() {}

    /** The first argument is the class, the rest are its arguments. */
    public static void main(String[] arguments) throws Throwable {
        Thread holder = new Thread(Leash::waitForTheEnd, "leash");
        holder.setDaemon(true);
        holder.start();
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        try {
            Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void waitForTheEnd() {
        try {
            int read;
            do {
                read = System.in.read();
            } while (read >= 0);
        } catch (IOException e) {
            // The pipe is broken: the same.
        }
        Runtime.getRuntime().halt(1);
    }
}
