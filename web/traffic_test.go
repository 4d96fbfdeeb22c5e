package web

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"shortlist/parser/resumetest"
)

func TestTooManyUploads(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Traffic = Traffic{Burst: 3, Every: time.Hour} })
	pdf := resumetest.PDF(resumetest.Fresher())
	for _, path := range []string{"/check", "/api/v1/check", "/api/v1/parse"} {
		if w := s.upload(path, "cv.pdf", pdf); w.Code >= 400 {
			t.Fatalf("%s answers %d within the limit", path, w.Code)
		}
	}
	for _, path := range []string{"/api/v1/check", "/api/v1/parse"} {
		w := s.upload(path, "cv.pdf", pdf)
		checkProblem(t, w, http.StatusTooManyRequests, "too-many")
		checkRetryAfter(t, w, 3595, 3600)
	}
	w := s.upload("/check", "cv.pdf", pdf)
	checkRetryAfter(t, w, 3595, 3600)
	if w.Code != http.StatusTooManyRequests || !strings.Contains(w.Body.String(), "send it again") {
		t.Errorf("the page answers %d: %s", w.Code, w.Body)
	}
	checkMarkup(t, "too many", w.Body.String())
	if w := s.get("/interview-questions/backend"); w.Code != http.StatusOK {
		t.Errorf("pages answer %d to who has sent too much", w.Code)
	}
	r := httptest.NewRequest(http.MethodPost, "/api/v1/parse", strings.NewReader(string(pdf)))
	r.RemoteAddr = "198.51.100.7:4711"
	r.Header.Set("X-Forwarded-For", "192.0.2.1") // of the one that has sent too much; anybody may claim that
	if w := s.do(r); w.Code != http.StatusOK {
		t.Errorf("another address is answered %d", w.Code)
	}
	for _, secret := range []string{"192.0.2.1", "198.51.100.7"} {
		if strings.Contains(s.log.String(), secret) {
			t.Errorf("the log holds the address %s", secret)
		}
	}
}

func TestBusy(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Traffic = Traffic{Reading: 1, Wait: time.Millisecond} })
	pdf := resumetest.PDF(resumetest.Fresher())
	done, err := s.reading(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/api/v1/check", "/api/v1/parse"} {
		w := s.upload(path, "cv.pdf", pdf)
		checkProblem(t, w, http.StatusServiceUnavailable, "busy")
		checkRetryAfter(t, w, 5, 5)
	}
	w := s.upload("/check", "cv.pdf", pdf, "job", "We run <Kafka>.")
	checkRetryAfter(t, w, 5, 5)
	if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "We run &lt;Kafka&gt;.</textarea>") {
		t.Errorf("the page answers %d, or without what was typed: %s", w.Code, w.Body)
	}
	checkMarkup(t, "busy", w.Body.String())
	done()
	for i := range 3 { // each gives its place back
		s.newReport(strconv.Itoa(i), pdf)
	}
	s.upload("/check", "cv.pdf", resumetest.PicturePDF())
	s.newReport("last.pdf", pdf)
}

// Where enough wait already, one more is told so at once.
func TestQueue(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Traffic = Traffic{Reading: 1, Queue: 1, Wait: time.Minute} })
	done, err := s.reading(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	waits := make(chan error)
	go func() {
		done, err := s.reading(t.Context())
		if err == nil {
			done()
		}
		waits <- err
	}()
	for s.waiting.Load() == 0 {
		runtime.Gosched()
	}
	checkProblem(t, s.upload("/api/v1/check", "cv.pdf", resumetest.PDF(resumetest.Fresher())), http.StatusServiceUnavailable, "busy")
	done()
	if err := <-waits; err != nil {
		t.Errorf("the one that waited: %v", err)
	}
	s.newReport("cv.pdf", resumetest.PDF(resumetest.Fresher()))
}

func checkRetryAfter(t *testing.T, w *httptest.ResponseRecorder, least, most int) {
	t.Helper()
	if n, err := strconv.Atoi(w.Header().Get("Retry-After")); err != nil || n < least || n > most {
		t.Errorf("Retry-After is %q, want %d to %d", w.Header().Get("Retry-After"), least, most)
	}
}

func TestVisitors(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	v := newVisitors(Traffic{Burst: 2, Every: 2 * time.Second, Forget: time.Minute, Addresses: 10})
	one := netip.MustParseAddr("2001:db8::1")
	for i, want := range []time.Duration{0, 0, 2 * time.Second, 2 * time.Second} {
		if got := v.take(network(one), now); got != want {
			t.Errorf("upload %d waits %v, want %v", i, got, want)
		}
	}
	for addr, want := range map[string]time.Duration{
		"2001:db8::ffff":   2 * time.Second, // of the same network
		"2001:db8:0:1::1":  0,
		"::ffff:192.0.2.1": 0,
	} {
		if got := v.take(network(netip.MustParseAddr(addr)), now); got != want {
			t.Errorf("%s waits %v, want %v", addr, got, want)
		}
	}
	if got := v.take(network(one), now.Add(2*time.Second)); got != 0 {
		t.Errorf("after its wait it waits %v", got)
	}
	for i := range 100 {
		v.take(network(netip.AddrFrom4([4]byte{10, 0, 0, byte(i)})), now)
	}
	if n := len(v.young) + len(v.older); n > 10 {
		t.Errorf("%d addresses are known, want 10 at most", n)
	}
	v.take(network(one), now.Add(time.Minute))
	v.take(network(one), now.Add(2*time.Minute))
	if n := len(v.young) + len(v.older); n != 1 {
		t.Errorf("%d addresses are known after two minutes, want one", n)
	}
}
