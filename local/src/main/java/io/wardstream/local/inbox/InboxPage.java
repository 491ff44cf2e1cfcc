package io.wardstream.local.inbox;

import io.wardstream.model.AlarmNotice;
import io.wardstream.model.wire.Rfc3339;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The inbox as a page. Pure. */
final class InboxPage {

    private static final String STYLE = """
            :root { color-scheme: light dark; }
            body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 72rem; padding: 0 1rem; }
            h1 { font-size: 1.4rem; margin: 0; }
            p { opacity: .75; margin: .3rem 0 1.2rem; }
            table { border-collapse: collapse; width: 100%; }
            th { text-align: left; font-weight: 600; opacity: .7; }
            th, td { padding: .4rem .7rem .4rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 15%, transparent); }
            td.n { white-space: nowrap; font-variant-numeric: tabular-nums; }
            b { border-radius: .25rem; padding: .05rem .45rem; font-size: .85rem; color: #fff; }
            b.HIGH { background: #b3261e; } b.MEDIUM { background: #9a6700; } b.LOW { background: #0b6bcb; }
            b.ADVISORY { background: #57606a; } tr.over { opacity: .55; }
            """;

    private InboxPage() {}

    static String html(List<InboxEntry> newestFirst, long all) {
        StringBuilder page = new StringBuilder(16_384);
        page.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .append("<meta http-equiv=\"refresh\" content=\"3\"><title>Wardstream inbox</title><style>")
                .append(STYLE)
                .append("</style></head><body><h1>Inbox</h1><p>")
                .append(all)
                .append(" notices were delivered to this ward's own receiver")
                .append(newestFirst.size() < all ? "; the newest " + newestFirst.size() + " are shown" : "")
                .append(". Each was signed and is listed once.</p>");
        if (newestFirst.isEmpty()) {
            return page.append("<p>Nothing yet: the first alarm will stand here.</p></body></html>")
                    .toString();
        }
        page.append("<table><thead><tr><th>at<th>priority<th>what<th>where<th>phase<th>why<tbody>");
        for (InboxEntry entry : newestFirst) {
            row(page, entry.notice());
        }
        return page.append("</table></body></html>").toString();
    }

    private static void row(StringBuilder page, AlarmNotice notice) {
        boolean over = notice.phase().name().startsWith("CL");
        page.append(over ? "<tr class=\"over\">" : "<tr>")
                .append("<td class=\"n\">")
                .append(text(Rfc3339.format(notice.at())))
                .append("<td><b class=\"")
                .append(notice.priority().name())
                .append("\">")
                .append(notice.priority().name())
                .append("</b><td>")
                .append(text(notice.title()))
                .append("<td class=\"n\">")
                .append(text(notice.ward() + (notice.bed() == null ? "" : " / " + notice.bed())))
                .append("<td>")
                .append(text(notice.phase().name().toLowerCase(Locale.ROOT).replace('_', ' ')))
                .append("<td>")
                .append(text(why(notice)));
    }

    private static String why(AlarmNotice notice) {
        StringBuilder why = new StringBuilder();
        Double value = notice.value();
        Double limit = notice.limit();
        String unit = notice.unit() == null ? "" : notice.unit();
        if (value != null) {
            why.append(String.format(Locale.ROOT, "%.1f %s", value, unit));
        }
        if (limit != null) {
            why.append(String.format(Locale.ROOT, " (limit %.1f)", limit));
        }
        if (notice.reason() != null) {
            why.append(why.isEmpty() ? "" : "; ").append(notice.reason());
        }
        if (notice.by() != null) {
            why.append(why.isEmpty() ? "" : "; ").append("by ").append(notice.by());
        }
        return why.toString();
    }

    private static String text(@Nullable String raw) {
        return raw == null
                ? ""
                : raw.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
