package scorer

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"shortlist/parser"
)

// What a resume says must come out of Markdown as it went in.
func TestMarkdownKeepsText(t *testing.T) {
	hostile := []string{
		"<script>alert(1)</script>", "**bold** _under_ `code`", "[link](target)", "# heading", "- item", "1. first", "+ plus",
		"a | b | c", "~~gone~~ &amp; &lt;", `back\slash`, "=== ---", "C# and C++", "![x](y)", "> quote",
	}
	r := check(t, judge(t), parser.FromText(longResume()), Options{Job: "Requirements: Kafka."})
	r.Document.File.Name = "a_b_c.pdf"
	r.Findings[0].Evidence = nil
	for _, text := range hostile {
		r.Findings[0].Evidence = append(r.Findings[0].Evidence, Evidence{Quote: text})
	}
	var source, page bytes.Buffer
	if err := r.WriteMarkdown(&source); err != nil {
		t.Fatal(err)
	}
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert(source.Bytes(), &page); err != nil {
		t.Fatal(err)
	}
	var quotes []string
	for _, m := range regexp.MustCompile(`(?s)<blockquote>\s*<p>(.*?)</p>\s*</blockquote>`).FindAllStringSubmatch(page.String(), -1) {
		quotes = append(quotes, html.UnescapeString(m[1]))
	}
	all := strings.Join(quotes, "\n")
	for _, text := range hostile {
		if !strings.Contains(all, text) {
			t.Errorf("%q is not quoted as it is", text)
		}
	}
	if !strings.Contains(page.String(), "<h1>a_b_c.pdf: ") || strings.Contains(page.String(), "<script>") {
		t.Errorf("the page is not what was written:\n%.300s", page.String())
	}
	for _, f := range r.Findings {
		if !strings.Contains(html.UnescapeString(page.String()), f.Title) {
			t.Errorf("the check %s is missing", f.ID)
		}
	}
	for _, s := range r.Signals {
		if !strings.Contains(html.UnescapeString(page.String()), s.Label+": "+s.Level.String()) {
			t.Errorf("the signal %s is missing", s.ID)
		}
	}
}
