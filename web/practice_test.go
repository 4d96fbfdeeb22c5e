package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"shortlist/prep"
)

const sampleAnswer = `Each customer gets a token bucket, since a fixed window lets double the limit through at its edge.
When we are over, the caller sees 429 and is told how many seconds to wait. We never look at <b>bold</b> words.`

const (
	practicePath = "/interview-questions/backend/rate-limiter"
	formType     = "application/x-www-form-urlencoded"
)

func TestAnswerAPI(t *testing.T) {
	s := newTestServer(t, nil)
	asJSON, err := json.Marshal(map[string]string{"text": sampleAnswer})
	if err != nil {
		t.Fatal(err)
	}
	for _, body := range []struct{ contentType, text string }{
		{"text/plain; charset=utf-8", sampleAnswer},
		{"application/json", string(asJSON)},
		{formType, sampleAnswer}, // what curl says of any text
		{"", sampleAnswer},
	} {
		w := s.post("/api/v1/answers/rate-limiter", body.contentType, body.text)
		var got struct {
			Schema, Question, Verdict string
			Points                    []struct {
				ID       string
				Covered  bool
				Evidence []string
			}
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s: %d, %v: %s", body.contentType, w.Code, err, w.Body)
		}
		var covered []string
		for _, p := range got.Points {
			if p.Covered {
				covered = append(covered, p.ID)
			}
			for _, e := range p.Evidence {
				if !strings.Contains(sampleAnswer, e) {
					t.Errorf("%s: evidence %q is not in the answer", p.ID, e)
				}
			}
		}
		if got.Schema != "shortlist.answer/1" || got.Question != "rate-limiter" || got.Verdict != "partial" || strings.Join(covered, " ") != "algorithm response" {
			t.Errorf("%s: %s, %s, covers %q", body.contentType, got.Schema, got.Verdict, covered)
		}
	}
}

func TestAnswerErrors(t *testing.T) {
	s := newTestServer(t, nil)
	long := strings.Repeat("é", prep.MaxAnswer+1)
	for name, test := range map[string]struct {
		question, contentType, body string
		status                      int
		code                        string
	}{
		"no such question": {"knots", "text/plain", "A bowline.", 404, "not-found"},
		"empty":            {"rate-limiter", "text/plain", " \r\n", 400, "bad-request"},
		"signs only":       {"rate-limiter", "text/plain", "… ?", 400, "bad-request"},
		"no JSON":          {"rate-limiter", "application/json", "A bucket.", 400, "bad-request"},
		"other JSON":       {"rate-limiter", "application/json", `{"answer": "A bucket."}`, 400, "bad-request"},
		"long":             {"rate-limiter", "text/plain", long, 413, "too-large"},
		"very long":        {"rate-limiter", "text/plain", strings.Repeat(long, 20), 413, "too-large"},
	} {
		w := s.post("/api/v1/answers/"+test.question, test.contentType, test.body)
		var got struct {
			Status int
			Code   string
		}
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != test.status || got.Status != test.status || got.Code != test.code {
			t.Errorf("%s: %d %s, %v", name, w.Code, w.Body, err)
		}
		if test.question != "rate-limiter" || test.contentType != "text/plain" {
			continue
		}
		if w := s.post(practicePath, formType, url.Values{"answer": {test.body}}.Encode()); w.Code != test.status || !strings.Contains(w.Body.String(), "<h1>") {
			t.Errorf("%s: the page answers %d", name, w.Code)
		}
	}
	if w := s.post(practicePath, formType, "answer=%zz"); w.Code != http.StatusBadRequest {
		t.Errorf("a broken form answers %d", w.Code)
	}
	if w := s.post(practicePath+"-none", formType, "answer=a"); w.Code != http.StatusNotFound {
		t.Errorf("an unknown question answers %d", w.Code)
	}
}

// An answer comes back on its page as text, and is neither kept nor logged.
func TestAnswerPage(t *testing.T) {
	s := newTestServer(t, nil)
	w := s.post(practicePath, formType, url.Values{"answer": {strings.ReplaceAll(sampleAnswer, "\n", "\r\n")}}.Encode())
	page := w.Body.String()
	if w.Code != http.StatusOK || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("%d, Cache-Control %q", w.Code, w.Header().Get("Cache-Control"))
	}
	for _, want := range []string{"It covers 2 of 7 points", "Not heard", "They would ask next", "&lt;b&gt;bold&lt;/b&gt;", `content="noindex"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if strings.Contains(page, "<b>bold") {
		t.Error("the answer came back as markup")
	}
	if policy := w.Header().Get("Content-Security-Policy"); !strings.HasPrefix(policy, contentSecurityPolicy) || strings.Contains(policy, "unsafe") {
		t.Errorf("Content-Security-Policy %q", policy)
	}
	if log := s.log.String(); strings.Contains(log, "bucket") || strings.Contains(log, "rate-limiter") {
		t.Errorf("the log tells of the answer: %s", log)
	}
	if page := s.get(practicePath).Body.String(); strings.Contains(page, "bold") {
		t.Error("the answer was kept")
	}
}

func TestAnswersAreLimited(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Traffic = Traffic{Burst: 2, Every: time.Hour} })
	for i, want := range []int{200, 200, 429} {
		if w := s.post("/api/v1/answers/rate-limiter", "text/plain", sampleAnswer); w.Code != want {
			t.Errorf("answer %d: %d, want %d", i, w.Code, want)
		}
	}
}

// With the keyboard alone, with our script and without.
func TestBrowserPractice(t *testing.T) {
	b := newBrowser(t)
	for _, width := range []int64{390, 1280} {
		b.do(chromedp.EmulateViewport(width, 900))
		b.load(chromedp.Navigate(b.url + practicePath))
		b.do(chromedp.SendKeys(chromedp.CSS("#answer"), "Each customer gets a token bucket, since a fixed window lets double the limit through at its edge."))
		b.do(chromedp.Evaluate[chromedp.Void](`window.still = true`))
		b.do(chromedp.KeyEvent("\t"), chromedp.KeyEvent("\r"), chromedp.WaitVisible(chromedp.CSS("#checked blockquote")))
		if !ask(b, chromedp.Evaluate[bool](`window.still === true`)) {
			t.Error("the page was loaded anew although the script runs")
		}
		if got := b.text("#said"); !strings.Contains(got, "It covers 1 of 7 points") {
			t.Errorf("what is read aloud: %q", got)
		}
		if live := ask(b, chromedp.Evaluate[bool](`document.querySelector("#said[aria-live=polite]") !== null && document.activeElement.tagName == "BUTTON"`)); !live {
			t.Error("the result is not announced, or the focus is lost")
		}
		if wide := ask(b, chromedp.Evaluate[int64](`document.documentElement.scrollWidth`)); wide > width {
			t.Errorf("the result is %d pixels wide on a screen of %d", wide, width)
		}
	}

	// An answer too long for the field's own limit, as a program would fill it in.
	b.do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#answer").value = "word ".repeat(5000), document.querySelector("#practice button").click()`))
	b.do(chromedp.Poll[chromedp.Void](`document.querySelector("#said").textContent.includes("too long")`))

	if status := b.load(chromedp.Navigate(b.url + practicePath)); status != 200 {
		t.Fatalf("the page answers %d", status)
	}
	b.do(chromedp.SendKeys(chromedp.CSS("#answer"), "A token bucket bounds the burst, and the edge of a window does not let double the limit through."))
	status := b.load(chromedp.Evaluate[chromedp.Void](`document.querySelector("#practice form").submit()`)) // past the script
	if status != 200 || !strings.Contains(b.text("#said"), "1 of 7 points") || !strings.Contains(ask(b, chromedp.Evaluate[string](`document.querySelector("#answer").value`)), "token bucket") {
		t.Errorf("without the script the form answers %d: %q", status, b.text("#said"))
	}
}
