package dev.tensile.report;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** Reads pages as a strict reader would. */
final class Pages {
    private static final Set<String> UNSEEN = Set.of("head", "svg", "style");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+(?:[.,\u202f:][0-9]+)*");

    private Pages() {}

    static Document parse(String html) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    static List<Element> withClass(Document page, String tag, String name) {
        List<Element> found = new ArrayList<>();
        NodeList all = page.getElementsByTagName(tag);
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (List.of(element.getAttribute("class").split(" ")).contains(name)) {
                found.add(element);
            }
        }
        return found;
    }

    static String visibleText(Document page) {
        StringBuilder text = new StringBuilder();
        collect(page.getDocumentElement(), text);
        return text.toString();
    }

    private static void collect(Node node, StringBuilder text) {
        if (node.getNodeType() == Node.TEXT_NODE) {
            text.append(node.getNodeValue());
        }
        if (UNSEEN.contains(node.getNodeName())) {
            return;
        }
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            collect(child, text);
            boolean block = Set.of("td", "th", "p", "li", "dt", "dd", "h1", "h2", "h3", "span", "strong")
                    .contains(child.getNodeName());
            text.append(block ? "\n" : "");
        }
    }

    /** Markdown without its marks. */
    static String plain(String markdown) {
        return markdown.replaceAll("!\\[[^\\]]*\\]\\([^)]*\\)", "")
                .replaceAll("&lt;", "<")
                .replaceAll("&gt;", ">")
                .replaceAll("&amp;", "&")
                .replaceAll("\\\\(.)", "$1");
    }

    static List<String> numbers(String text) {
        return NUMBER.matcher(text).results().map(match -> match.group()).toList();
    }
}
