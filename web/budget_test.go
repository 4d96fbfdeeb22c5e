package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// What a page may cost those who wait for it.
const (
	maxSent     = 60 << 10  // bytes of a page as it is sent
	maxHTML     = 100 << 10 // bytes of the same page unpacked
	maxScripts  = 40 << 10  // bytes of all scripts
	maxRequests = 8         // page, style, icon, scripts and pictures in view
)

// budget is what loading a page took.
type budget struct {
	Sent, HTML float64
	Requests   int
	Foreign    int     // requests to others, and fonts
	Shift      float64 // of the layout
}

const budgetScript = `new Promise(done => {
	let shift = 0;
	new PerformanceObserver(list => list.getEntries().forEach(e => shift += e.value)).observe({type: "layout-shift", buffered: true});
	setTimeout(() => {
		const page = performance.getEntriesByType("navigation")[0], more = performance.getEntriesByType("resource");
		done({
			Sent: page.encodedBodySize, HTML: page.decodedBodySize, Requests: 1 + more.length, Shift: shift,
			Foreign: more.filter(r => !r.name.startsWith(location.origin)).length + document.fonts.size,
		});
	}, 200);
})`

func TestBrowserBudget(t *testing.T) {
	b := newBrowser(t)
	seen := map[string]bool{}
	for _, s := range b.states() {
		if seen[s.path] {
			continue
		}
		seen[s.path] = true
		for _, width := range []int64{390, 1280} {
			b.do(chromedp.EmulateViewport(width, 844))
			b.load(chromedp.Navigate(b.url + s.path))
			got := ask(b, chromedp.Evaluate[budget](budgetScript, chromedp.EvalAwaitPromise))
			if got.Sent > maxSent || got.HTML > maxHTML || got.Requests > maxRequests || got.Foreign > 0 || got.Shift > 0 {
				t.Errorf("%s, %d pixels wide: %+v", s.name, width, got)
			}
		}
	}
}

func TestScriptsAreSmall(t *testing.T) {
	total := 0
	for _, name := range embedded(t, staticFS, "static") {
		if strings.HasSuffix(name, ".js") {
			data, err := staticFS.ReadFile("static/" + name)
			if err != nil {
				t.Fatal(err)
			}
			total += len(data)
		}
	}
	if total == 0 || total > maxScripts {
		t.Errorf("the scripts have %d bytes", total)
	}
}

// The reports on real resumes, some of them long, keep to it as well.
func TestReportsKeepTheBudget(t *testing.T) {
	files, err := filepath.Glob("../../shared/corpus/*/*")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 || testing.Short() {
		t.Skip("the collection of resumes (../shared/corpus) is not there, or the test is to be short")
	}
	s := newTestServer(t, func(c *Config) { c.MaxReports = 2 })
	for _, file := range files {
		ext := filepath.Ext(file)
		if ext != ".pdf" && ext != ".docx" || strings.Contains(file, "/odd/") {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		w := s.upload("/check", filepath.Base(file), data, "role", "software")
		if w.Code != http.StatusSeeOther {
			t.Errorf("%s: %d", file, w.Code)
			continue
		}
		for _, page := range []string{"", "/machine", "/lines", "/prep-sheet"} {
			r := httptest.NewRequest(http.MethodGet, w.Header().Get("Location")+page, nil)
			r.Header.Set("Accept-Encoding", "gzip")
			answer := s.do(r)
			sent := answer.Body.Len()
			if html := len(unpack(t, answer.Body.Bytes())); sent > maxSent || html > maxHTML {
				t.Errorf("%s%s: %d bytes, sent as %d", filepath.Base(file), page, html, sent)
			}
		}
	}
}

func unpack(t *testing.T, data []byte) []byte {
	t.Helper()
	r, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	data, err = io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
