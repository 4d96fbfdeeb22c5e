package web

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"shortlist/prep"
	"shortlist/scorer"
)

func reportFile(t *testing.T, r *scorer.Report, links prep.Links) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteReport(&b, r, links, "v1.2.3"); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// The file must not ask for anything: no address but those of the resume's own
// links and of places in it, no form, no picture.
func TestReportFile(t *testing.T) {
	for name, page := range map[string]string{
		"full":  reportFile(t, fullReport(), fullLinks()),
		"empty": reportFile(t, emptyReport(), prep.Links{}),
	} {
		style := regexp.MustCompile(`(?s)<style>.*?</style>`)
		if len(style.FindAllString(page, -1)) != 1 {
			t.Errorf("%s: the style is not embedded", name)
		}
		checkMarkup(t, name, style.ReplaceAllString(page, ""))
		for _, m := range regexp.MustCompile(`(?:href|src|action)="([^"]*)"`).FindAllStringSubmatch(page, -1) {
			if !strings.HasPrefix(m[1], "#") && m[1] != "https://github.com/example" {
				t.Errorf("%s: it refers to %q", name, m[1])
			}
		}
		for _, tag := range []string{"<form", "<img", "<link", "<script", "@import", "url(http"} {
			if strings.Contains(page, tag) {
				t.Errorf("%s: it has %s", name, tag)
			}
		}
	}
	if page := reportFile(t, fullReport(), fullLinks()); !strings.Contains(page, fullQuestion().Title) || !strings.Contains(page, "v1.2.3") {
		t.Error("the file lacks the questions, or the version")
	}
}

// A browser must let the style in by its sum and find nothing else to refuse.
func TestBrowserReportFile(t *testing.T) {
	b := newBrowser(t)
	path := filepath.Join(t.TempDir(), "report.html")
	if err := os.WriteFile(path, []byte(reportFile(t, fullReport(), fullLinks())), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, width := range []int64{390, 1280} {
		b.do(chromedp.EmulateViewport(width, 800), chromedp.Navigate("file://"+path))
		if got := ask(b, chromedp.Evaluate[string](`getComputedStyle(document.querySelector(".ledger ul")).listStyleType`)); got != "none" {
			t.Errorf("the style is not applied: the ledger is a list of %q", got)
		}
		if wide := ask(b, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > width {
			t.Errorf("the file is %d pixels wide on a screen of %d", wide, width)
		}
	}
}
