package web

import (
	"bytes"
	"context"
	"fmt"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	cdplog "github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"shortlist/parser/resumetest"
)

// browser is a page of a real browser on a real server.
type browser struct {
	t   *testing.T
	ctx context.Context
	url string
}

// chromium returns the browser's path. Where there is none the test is left out
// and says so; a build server must have one.
func chromium(t *testing.T) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	const missing = "no Chromium on the PATH (chromium, chromium-browser or google-chrome): the pages are not tried in a browser"
	if os.Getenv("CI") == "true" {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}

func newBrowser(t *testing.T) browser {
	t.Helper()
	path := chromium(t)
	server := httptest.NewServer(newTestServer(t, nil))
	t.Cleanup(server.Close)
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx,
		chromedp.WithAllocatorOptions(chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
			chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-quic", true),
			// A page from this cache fires no load event, which going back waits for.
			chromedp.Flag("disable-features", "BackForwardCache,Translate")),
		chromedp.WithListener(func(event any) {
			switch e := event.(type) {
			case *cdplog.EventEntryAdded:
				if e.Entry.Source == cdplog.EntrySourceSecurity {
					t.Errorf("the policy stopped something of our own: %s", e.Entry.Text)
				}
			case *runtime.EventExceptionThrown:
				t.Errorf("a script failed: %v", e.ExceptionDetails)
			}
		}))
	t.Cleanup(cancel)
	if _, err := chromedp.Call(ctx, cdplog.Enable, cdp.Empty{}); err != nil {
		t.Fatal(err)
	}
	return browser{t, ctx, server.URL}
}

func (b browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// load does what leads to another page and returns its status.
func (b browser) load(actions ...chromedp.Action[chromedp.Void]) int64 {
	b.t.Helper()
	response, err := chromedp.RunResponse(b.ctx, actions...)
	if err != nil {
		b.t.Fatal(err)
	}
	return response.Status
}

// ask returns what an action finds out.
func ask[T any](b browser, action chromedp.Action[T]) T {
	b.t.Helper()
	answer, err := chromedp.Run(b.ctx, action)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer
}

func (b browser) text(selector chromedp.CSS) string {
	b.t.Helper()
	return ask(b, chromedp.Text(selector))
}

// location returns the path of the page.
func (b browser) location() string {
	b.t.Helper()
	return strings.TrimPrefix(ask(b, chromedp.Location()), b.url)
}

// upload sends a file by the form of the start page and returns the status of
// the page that follows; before that it does what else is to be done there.
func (b browser) upload(name string, data []byte, before ...chromedp.Action[chromedp.Void]) int64 {
	b.t.Helper()
	path := filepath.Join(b.t.TempDir(), name)
	if err := os.WriteFile(path, data, 0o600); err != nil {
		b.t.Fatal(err)
	}
	if status := b.load(chromedp.Navigate(b.url + "/")); status != 200 {
		b.t.Fatalf("the start page answers %d", status)
	}
	b.do(before...)
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#resume"), []string{path}))
	start := time.Now()
	status := b.load(chromedp.Click(chromedp.CSS(".upload button")))
	b.t.Logf("%s: %d bytes, the next page after %v", name, len(data), time.Since(start).Round(time.Millisecond))
	return status
}

func TestBrowserReport(t *testing.T) {
	b := newBrowser(t)
	for name, data := range map[string][]byte{
		"jordan.pdf":  resumetest.PDF(resumetest.Sample()),
		"jordan.docx": resumetest.DOCX(resumetest.Sample()),
	} {
		t.Run(name, func(t *testing.T) {
			b := browser{t, b.ctx, b.url}
			if status := b.upload(name, data); status != 200 {
				t.Fatalf("the report answers %d", status)
			}
			report := b.location()
			if !strings.HasPrefix(report, "/report/") {
				t.Fatalf("the upload leads to %s", report)
			}
			line := resumetest.Sample().Jobs[0].Bullets[0]
			if report := b.text("main"); !strings.Contains(report, line) {
				t.Errorf("the report does not quote %q:\n%s", line, report)
			}

			title := b.text(".press a")
			if status := b.load(chromedp.Click(chromedp.CSS(".press a"))); status != 200 {
				t.Errorf("the question answers %d", status)
			}
			if got := b.text("h1"); got != title {
				t.Errorf("the gap %q leads to %q", title, got)
			}
			b.do(chromedp.NavigateBack())
			if back := b.location(); back != report {
				t.Errorf("back leads to %s", back)
			}

			b.load(chromedp.Click(chromedp.CSS("#delete button")))
			if note := b.text(".note"); !strings.Contains(note, "deleted") {
				t.Errorf("after deleting the page says %q", note)
			}
			if status := b.load(chromedp.Navigate(b.url + report)); status != 404 {
				t.Errorf("the deleted report answers %d", status)
			}
		})
	}
}

func TestBrowserFailedUploads(t *testing.T) {
	b := newBrowser(t)
	b.withoutScripts()
	for _, tt := range []struct {
		name   string
		data   []byte
		status int64
		title  string
	}{
		{"scan.pdf", resumetest.PicturePDF(), 422, "There is no text in this document"},
		{"notes.pdf", []byte("Jordan Ellery, backend engineer"), 415, "This is neither a PDF nor a Word document"},
		{"large.pdf", bytes.Repeat([]byte("%PDF-1.7\n"), 11<<20/9), 413, "The file is too large"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := browser{t, b.ctx, b.url}
			if status := b.upload(tt.name, tt.data); status != tt.status {
				t.Errorf("status %d, want %d", status, tt.status)
			}
			if got := b.text("h1"); got != tt.title {
				t.Errorf("the page says %q, want %q", got, tt.title)
			}
			if got := b.text(".upload button"); got != "Run Free ATS Check" {
				t.Errorf("the form is not offered again: %q", got)
			}
		})
	}
}

// Nothing may be wider than the screen, of a phone or a desk.
func TestBrowserWidths(t *testing.T) {
	b := newBrowser(t)
	if status := b.upload("jordan.pdf", resumetest.PDF(resumetest.Sample())); status != 200 {
		t.Fatalf("the report answers %d", status)
	}
	paths := []string{b.location(), b.location() + "/lines", b.location() + "/prep-sheet", "/sample-report", "/how-it-works", "/", "/interview-questions", "/interview-questions/backend", "/interview-questions/full-stack", "/interview-questions/backend/rate-limiter", "/interview-questions/devops/plan-that-destroys", "/resume-examples", "/resume-examples/devops", "/search?q=cache", "/none"}
	for _, width := range []int64{320, 390, 768, 1280} {
		for _, path := range paths {
			b.do(chromedp.EmulateViewport(width, 800), chromedp.Navigate(b.url+path))
			if wide := ask(b, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > width {
				t.Errorf("%s is %d pixels wide on a screen of %d", path, wide, width)
			}
		}
	}
}

// From the first upload to the report on the new version, with the keyboard alone
// and no script of ours.
func TestBrowserNewVersion(t *testing.T) {
	b := newBrowser(t)
	if status := b.upload("old.pdf", resumetest.PDF(resumetest.Fresher())); status != 200 {
		t.Fatalf("the report answers %d", status)
	}
	before := b.location()
	if images := ask(b, chromedp.Evaluate[bool](`document.querySelector(".paper img").scrollIntoView(), document.querySelectorAll(".paper img").length == 1`)); !images {
		t.Error("the report does not show its page")
	}
	path := filepath.Join(t.TempDir(), "new.pdf")
	if err := os.WriteFile(path, resumetest.PDF(resumetest.Sample()), 0o600); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.SetUploadFiles(chromedp.CSS("#resume"), []string{path}))
	b.do(chromedp.Focus(chromedp.CSS("#again button")))
	if status := b.load(chromedp.KeyEvent("\r")); status != 200 {
		t.Fatalf("the new version answers %d", status)
	}
	if after := b.location(); after == before || !strings.HasPrefix(after, "/report/") {
		t.Errorf("the new version leads to %s", after)
	}
	if got := b.text("#changes"); !strings.Contains(got, "points more.") {
		t.Errorf("the page says of the version before: %q", got)
	}
	target := ask(b, chromedp.Evaluate[string](`document.querySelector(".change li a").getAttribute("href")`))
	b.do(chromedp.Click(chromedp.CSS(".change li a")))
	if got := b.location(); !strings.HasSuffix(got, target) {
		t.Errorf("a finding that changed leads to %s, want %s", got, target)
	}
}

// Questions are found while one types, with the typing of a tired person, and
// said to those who do not see them.
func TestBrowserSearch(t *testing.T) {
	b := newBrowser(t)
	b.load(chromedp.Navigate(b.url + "/interview-questions/backend"))
	b.do(chromedp.Focus(chromedp.CSS("#q")))
	said := func(want string) {
		t.Helper()
		b.waitFor(fmt.Sprintf(`document.querySelector("#found-said").textContent.includes(%q)`, want))
		if !b.is(`document.activeElement.id == "q"`) {
			t.Errorf("%s: the focus is lost", want)
		}
	}
	b.do(chromedp.KeyEvent("stampde"))
	said("for “stampde”")
	if !b.is(`/stampede/i.test(document.querySelector("#found mark").textContent)`) {
		t.Errorf("what is found has no mark: %q", b.text("#found"))
	}
	all := chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	b.do(all, chromedp.KeyEvent("the"))
	said("Nothing for “the”")
	b.do(all, chromedp.KeyEvent("\b"))
	b.waitFor(`document.querySelector("#found").hidden`)

	b.withoutScripts()
	b.load(chromedp.Navigate(b.url + "/interview-questions/backend"))
	b.do(chromedp.SetValue(chromedp.CSS("#q"), "stampde"))
	if status := b.load(chromedp.Click(chromedp.CSS(".search button"))); status != 200 || !b.is(`document.querySelector("#found mark") !== null`) {
		t.Errorf("without scripts the search answers %d", status)
	}
}
