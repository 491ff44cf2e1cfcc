package io.wardstream.local.ward;

import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and a polite kill, as a wish that is granted in its time. A shutdown hook would be too late: those of the
 * libraries run beside it and take the database away from under the last figures. Asked a second time, the process ends
 * at once.
 */
public final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    /** What a shell reports for a program that was interrupted. */
    private static final int INTERRUPTED = 130;

    private Signals() {}

    /** Runs something, once, on a thread of the Java machine, when the process is asked to end. */
    public static void onInterrupt(Runnable wish) {
        AtomicBoolean asked = new AtomicBoolean();
        Runnable task = () -> {
            if (asked.compareAndSet(false, true)) {
                wish.run();
            } else {
                Runtime.getRuntime().halt(INTERRUPTED);
            }
        };
        // By reflection: the only door to signals is a class of the Java machine that compilers warn of.
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, given) -> {
                        if (method.getName().equals("handle")) {
                            task.run();
                        }
                        return method.getReturnType() == int.class ? System.identityHashCode(proxy) : null;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                signalType
                        .getMethod("handle", signalType, handlerType)
                        .invoke(null, signalType.getConstructor(String.class).newInstance(name), handler);
            }
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.warn("Signals cannot be handled here; Ctrl-C ends the ward at once", e);
        }
    }
}
