import Liquid
import Testing

/// “Escaping: text `& < > \" '`; in `href` and `src` percent-encoded too, unsafe schemes refused; in
/// `style` attributes and `<style>` a value that could end the declaration is an error.”
@Suite struct EscapingTests {
  let hostile = #"{"x": "<b>&\"'"}"#

  @Test func escapesTextAndAttributes() throws {
    #expect(try rendered("<p>{{ x }}", hostile) == "<p>&lt;b&gt;&amp;&quot;&#39;")
    #expect(
      try rendered(#"<p title="{{ x }}">"#, hostile) == #"<p title="&lt;b&gt;&amp;&quot;&#39;">"#)
  }

  @Test func closesNoAttributeWithoutQuotes() throws {
    #expect(
      try rendered("<p class={{ x }}>", #"{"x": "a onclick=b"}"#)
        == "<p class=a&#32;onclick&#61;b>")
  }

  @Test func percentEncodesAddresses() throws {
    #expect(
      try rendered(#"<img src="{{ x }}">"#, #"{"x": "images/Zoë & Co #1 50%.jpg"}"#)
        == #"<img src="images/Zo%C3%AB%20&amp;%20Co%20%231%2050%25.jpg">"#)
    #expect(
      try rendered(#"<a href="{{ x }}">"#, #"{"x": "https://a.example/b c?d=e&f=%20#g"}"#)
        == #"<a href="https://a.example/b%20c?d=e&amp;f=%20#g">"#)
    #expect(
      try rendered(#"<a href="/s?q={{ x }}&n=1">"#, #"{"x": "a&b=c/d"}"#)
        == #"<a href="/s?q=a%26b%3Dc%2Fd&n=1">"#)
  }

  @Test(arguments: [
    "javascript:alert(1)", " JavaScript:alert(1)", "java\\tscript:alert(1)", "data:text/html,x",
    "vbscript:x", "file:///etc/passwd",
  ]) func refusesSchemes(url: String) {
    #expect(failure(#"<a href="{{ x }}">"#, #"{"x": "\#(url)"}"#) == "template.unsafe-url 1:13")
    #expect(failure(#"<img src='{{ x }}'>"#, #"{"x": "\#(url)"}"#) == "template.unsafe-url 1:14")
    // Escaping leaves a scheme as it is, so it excuses none.
    #expect(
      failure(#"<a href="{{ x | escape }}">"#, #"{"x": "\#(url)"}"#) == "template.unsafe-url 1:13")
  }

  @Test func refusesASchemeInPieces() {
    #expect(
      failure(#"<a href="{{ a }}{{ b }}">"#, #"{"a": "javascript", "b": ":alert(1)"}"#)
        == "template.unsafe-url 1:20")
  }

  @Test func allowsOrdinaryLinks() throws {
    for url in ["http://a.b/", "https://a.b/", "mailto:a@b.c", "tel:+49", "/a/b:c", "#top"] {
      #expect(try rendered(#"<a href="{{ x }}">"#, #"{"x": "\#(url)"}"#) == #"<a href="\#(url)">"#)
    }
  }

  @Test(arguments: [
    "red; background: url(x)", "red}", "a{b", "expression(", "red /* x", "re\\\\d", "a\\nb",
    "</style>", "'open",
  ]) func refusesWhatEndsADeclaration(value: String) {
    #expect(
      failure(#"<p style="color: {{ x }}">"#, #"{"x": "\#(value)"}"#)
        == "template.unsafe-style 1:21")
    #expect(
      failure("<style>p { color: {{ x }} }</style>", #"{"x": "\#(value)"}"#)
        == "template.unsafe-style 1:22")
  }

  @Test func printsOrdinaryStyles() throws {
    #expect(
      try rendered(#"<p style="--a: {{ x }}">"#, #"{"x": "rgb(1, 2, 3)"}"#)
        == #"<p style="--a: rgb(1, 2, 3)">"#)
    #expect(
      try rendered("<style>p { color: {{ x }} }</style><p>{{ x }}", ##"{"x": "#ff5a1f"}"##)
        == "<style>p { color: #ff5a1f }</style><p>#ff5a1f")
    #expect(
      try rendered(#"<p style="background: url({{ x }})">"#, #"{"x": "a (1);.jpg"}"#)
        == #"<p style="background: url(a%20%281%29;.jpg)">"#)
    #expect(
      try rendered(#"<style>p::after { content: "{{ x }}" }</style>"#, #"{"x": "a\"; b"}"#)
        == #"<style>p::after { content: "a\22 ; b" }</style>"#)
  }

  @Test func doesNotEscapeTwice() throws {
    #expect(try rendered("{{ x | escape }}", hostile) == "&lt;b&gt;&amp;&quot;&#39;")
    #expect(try rendered("{{ '&lt;<' | escape_once }}") == "&lt;&lt;")
    #expect(try rendered("{{ 'a b&c' | url_encode }}") == "a+b%26c")
    #expect(try rendered(#"<a href="?q={{ 'a b&c' | url_encode }}">"#) == #"<a href="?q=a+b%26c">"#)
    #expect(try rendered("{{ x | newline_to_br }}", #"{"x": "a<\nb"}"#) == "a&lt;<br />\nb")
    #expect(try rendered("{{ x | raw }}", hostile) == #"<b>&"'"#)
    #expect(
      try rendered("{% assign y = x | escape %}{{ y }}", hostile) == "&lt;b&gt;&amp;&quot;&#39;")
  }

  @Test func capturedTextIsEscapedWhereItIsPrinted() throws {
    let template = "{% capture c %}<i>{{ x }}</i>{% endcapture %}"
    #expect(try rendered(template + "{{ c }}", #"{"x": "R&B"}"#) == "<i>R&amp;B</i>")
    #expect(
      try rendered(
        "{% capture c %}{{ x }}{% endcapture %}{% if c == 'R&B' %}yes{% endif %} {{ c | downcase }}",
        #"{"x": "R&B"}"#) == "yes r&amp;b")
    #expect(
      failure(
        #"{% capture c %}{{ x }}{% endcapture %}<a href="{{ c }}">"#, #"{"x": "javascript:x"}"#)
        == "template.unsafe-url 1:51")
    #expect(try rendered(template + "{{ c | strip }}", #"{"x": "<"}"#) == "<i>&lt;</i>")
  }

  @Test func followsBranchesAndSnippets() throws {
    #expect(
      try rendered(
        #"<a {% if x %}href="{{ x }}"{% endif %} title="{{ x }}">"#, #"{"x": "a b"}"#)
        == #"<a href="a%20b" title="a b">"#)
    #expect(
      try rendered(
        #"<img src="{% render 'address', x: x %}">{% render 'address', x: x %}"#, #"{"x": "a b"}"#,
        snippets: ["snippets/address.liquid": "{{ x }}"]) == #"<img src="a%20b">a b"#)
    #expect(
      faults(#"<a {% if true %}href="{% else %}id='{% endif %}x">"#) == [
        "template.mixed-context 1:4"
      ])
  }

  @Test func leavesPlainTextAlone() throws {
    #expect(try rendered("{{ x }}", hostile, escaping: .none) == #"<b>&"'"#)
  }
}
