package web

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"shortlist/parser/resumetest"
)

// axe returns the script of axe-core, which is no part of the repository. Where
// make could not fetch it the test is left out and says so.
func axe(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob("../bin/axe-core@*.js")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Skip("no bin/axe-core@VERSION.js: the pages are not tried against its rules. Run: make axe (needs npm)")
	}
	script, err := os.ReadFile(found[len(found)-1])
	if err != nil {
		t.Fatal(err)
	}
	return string(script)
}

// The rules of WCAG 2.2 AA with the best practices; and those that a scheme of
// colors can break.
const (
	allRules   = `{type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]}`
	colorRules = `{type: "rule", values: ["color-contrast", "link-in-text-block"]}`
)

const axeRun = `axe.run(document, {resultTypes: ["violations"], runOnly: %s})
	.then(r => r.violations.flatMap(v => v.nodes.map(n => v.id + ": " + v.help + "\n  " + n.target + "\n  " + n.failureSummary)))`

// violations returns what axe finds on the page by the rules.
func (b browser) violations(axe, rules string) []string {
	b.t.Helper()
	if !b.is(`"axe" in window`) {
		b.do(chromedp.Evaluate[chromedp.Void](axe))
	}
	return ask(b, chromedp.Evaluate[[]string](fmt.Sprintf(axeRun, rules), chromedp.EvalAwaitPromise))
}

// scheme sets whether the visitor wants light or dark pages, and no motion.
func (b browser) scheme(name string) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: name}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	}); err != nil {
		b.t.Fatal(err)
	}
}

// state is a page and what was done on it.
type state struct {
	name, path string
	do         []chromedp.Action[chromedp.Void]
	wait       string // expression that is true once it is done
}

const cacheLine = "Added a Redis cache to the search and cut its p99 latency from 900 ms to 120 ms."

// states are all pages of the server, in all their states, with a report and one
// on its next version.
func (b browser) states() []state {
	b.t.Helper()
	if status := b.upload("cv.docx", resumetest.DOCX(resumetest.Sample()), run(`document.querySelector("#job").value = "Backend engineer. You need Go, Kafka and Terraform. Scala is a plus."`)); status != 200 {
		b.t.Fatalf("the report answers %d", status)
	}
	word := b.location()
	first := b.newReport("cv.pdf", resumetest.PDF(resumetest.Fresher()))
	path := filepath.Join(b.t.TempDir(), "next.pdf")
	if err := os.WriteFile(path, resumetest.PDF(resumetest.Sample()), 0o600); err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#resume"), []string{path}))
	b.load(chromedp.Click(chromedp.CSS("#again button")))
	next := b.location()
	all := []state{
		{name: "home", path: "/"},
		{name: "home, a posting added", path: "/", do: []chromedp.Action[chromedp.Void]{run(`document.querySelector("form.upload details").open = true`)}},
		{name: "home, an upload that failed", path: "/", do: []chromedp.Action[chromedp.Void]{
			run(fmt.Sprintf(dropScript, "Jordan Ellery", "notes.pdf", "drop")), run(`document.querySelector(".upload button").click()`),
		}, wait: `document.querySelector(".said-of-upload.failed") !== null`},
		{name: "home, deleted", path: "/?deleted=1"},
		{name: "sample report", path: "/sample-report"},
		{name: "report", path: first},
		{name: "report, all unfolded and a place chosen", path: first, do: []chromedp.Action[chromedp.Void]{
			run(`document.querySelectorAll("details").forEach(d => d.open = true), document.querySelector("#place-2 .n").click()`),
		}},
		{name: "report, a better line", path: first, do: []chromedp.Action[chromedp.Void]{
			run(`document.querySelector("a.try").click()`), run(`document.activeElement.select()`), chromedp.KeyEvent(cacheLine),
		}, wait: `/^measured/.test(document.querySelector(".answer").textContent)`},
		{name: "report, next version", path: next},
		{name: "report on a Word file, with a posting", path: word},
		{name: "machine", path: next + "/machine"},
		{name: "machine of a Word file", path: word + "/machine"},
		{name: "lines", path: first + "/lines"},
		{name: "lines, tried", path: first + "/lines", do: []chromedp.Action[chromedp.Void]{
			run(`document.querySelector("textarea").select()`), chromedp.KeyEvent(cacheLine),
		}, wait: `/^measured/.test(document.querySelector(".answer").textContent)`},
		{name: "prep sheet", path: next + "/prep-sheet", do: []chromedp.Action[chromedp.Void]{run(`document.querySelectorAll("details").forEach(d => d.open = true)`)}},
		{name: "question", path: practicePath},
		{name: "question, an answer checked", path: practicePath, do: []chromedp.Action[chromedp.Void]{
			chromedp.SetValue(chromedp.CSS("#answer"), sampleAnswer), run(`document.querySelector("#practice button").click()`),
		}, wait: `document.querySelector("#checked blockquote") !== null`},
		{name: "search", path: "/search"},
		{name: "search, found", path: "/search?q=cache"},
		{name: "search, nothing", path: "/search?q=" + url.QueryEscape("zeppelin")},
		{name: "how it works", path: "/how-it-works", do: []chromedp.Action[chromedp.Void]{run(`document.querySelectorAll("details").forEach(d => d.open = true)`)}},
		{name: "roles", path: "/interview-questions"},
		{name: "role, search", path: "/interview-questions/devops", do: []chromedp.Action[chromedp.Void]{chromedp.SendKeys(chromedp.CSS("#q"), "cache")}, wait: `document.querySelector("#found h2") !== null`},
		{name: "examples", path: "/resume-examples"},
		{name: "examples of a role, all unfolded", path: "/resume-examples/backend", do: []chromedp.Action[chromedp.Void]{run(`document.querySelectorAll("details").forEach(d => d.open = true)`)}},
		{name: "not found", path: "/none"},
		{name: "style guide", path: "/styleguide"},
	}
	for _, role := range []string{"backend", "software"} {
		all = append(all, state{name: "role " + role, path: "/interview-questions/" + role})
	}
	return all
}

// newReport uploads a resume and returns the path of its report.
func (b browser) newReport(name string, data []byte) string {
	b.t.Helper()
	if status := b.upload(name, data); status != 200 {
		b.t.Fatalf("the report answers %d", status)
	}
	return b.location()
}

// enter opens a page and brings it into the state.
func (b browser) enter(s state) {
	b.t.Helper()
	b.load(chromedp.Navigate(b.url + s.path))
	b.do(s.do...)
	if s.wait != "" {
		b.waitFor(s.wait)
	}
}

// Each page in each state, on a phone and a desk, light and dark, breaks no rule
// that axe knows.
func TestBrowserAccessible(t *testing.T) {
	script := axe(t)
	b := newBrowser(t)
	for _, s := range b.states() {
		t.Run(s.name, func(t *testing.T) {
			b := browser{t, b.ctx, b.url}
			b.enter(s)
			for _, width := range []int64{390, 1280} {
				for scheme, rules := range map[string]string{"light": allRules, "dark": colorRules} {
					b.scheme(scheme)
					b.do(chromedp.EmulateViewport(width, 844))
					if found := b.violations(script, rules); len(found) > 0 {
						t.Errorf("%d pixels wide, %s:\n%s", width, scheme, strings.Join(found, "\n"))
					}
				}
			}
		})
	}
}
