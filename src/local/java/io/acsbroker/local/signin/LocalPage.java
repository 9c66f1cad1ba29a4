package io.acsbroker.local.signin;

import io.acsbroker.local.entra.EntraRefusal;
import io.acsbroker.local.net.CannedAnswer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A page of the local cloud, as plain and as strict as the real ones should be. */
public final class LocalPage {
  /** Where its pages look for what {@link #style} answers. */
  public static final String STYLE_PATH = "/local/sign-in.css";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Type", "text/html; charset=utf-8",
          "Cache-Control", "no-store",
          "Referrer-Policy", "no-referrer",
          "Content-Security-Policy",
              "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'");

  private static final String STYLE =
      """
      :root { color-scheme: light dark; font: 100%/1.5 system-ui, sans-serif; }
      main { max-width: 28rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
      h1 { font-size: 1.5rem; margin: 0.5rem 0; }
      h2 { font-size: 1rem; margin: 1.5rem 0 0.25rem; }
      ul { list-style: none; margin: 0; padding: 0; }
      li button { width: 100%; font: inherit; text-align: start; background: Canvas; }
      li a, li button, li span { display: block; padding: 0.6rem 0.8rem; margin: 0.25rem 0; border-radius: 0.4rem;
        border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); color: CanvasText;
        text-decoration: none; }
      li a:hover, li button:hover { border-color: LinkText; }
      a:focus-visible, button:focus-visible { outline: 3px solid LinkText; outline-offset: 2px; }
      small { display: block; color: color-mix(in srgb, CanvasText 75%, Canvas); }
      """;

  private LocalPage() {}

  /** How they look. */
  public static CannedAnswer style() {
    return new CannedAnswer(
        200, Map.of("Content-Type", "text/css; charset=utf-8"), STYLE, Duration.ZERO);
  }

  /** A page with this title, which is its heading too, and this HTML below. */
  public static CannedAnswer of(int status, String title, String html) {
    String page =
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>%1$s - local cloud</title>
        <link rel="stylesheet" href="%2$s">
        </head>
        <body><main>
        <h1>%1$s</h1>
        %3$s
        </main></body>
        </html>
        """
            .formatted(escaped(title), STYLE_PATH, html);
    return new CannedAnswer(status, HEADERS, page, Duration.ZERO);
  }

  /** What a person sees whom no application can be told about. */
  public static CannedAnswer sorry(String sentence) {
    return of(400, "Sorry, signing in does not work", "<p>" + escaped(sentence) + "</p>");
  }

  static CannedAnswer sorry(EntraRefusal refusal) {
    return sorry("AADSTS" + refusal.code() + ": " + refusal.sentence());
  }

  /**
   * The same page again, with one parameter more, or another value of it.
   *
   * @param html what the link shows
   */
  public static String again(
      Map<String, String> parameters, String name, String value, String html) {
    String others =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getKey().equals(name))
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    String address = "?" + others + "&" + name + "=" + encoded(value);
    return "<a href=\"" + escaped(address) + "\">" + html + "</a>";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** A text as HTML. */
  public static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
