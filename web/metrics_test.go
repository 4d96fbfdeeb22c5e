package web

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"shortlist/parser/resumetest"
)

// Metrics count by route and say nothing of whose resume it was.
func TestMetrics(t *testing.T) {
	s := newTestServer(t, nil)
	report := s.newReport("jordan-example.pdf", resumetest.PDF(resumetest.Sample()))
	s.get(report)
	s.get("/nothing/of/the/kind")
	s.do(httptest.NewRequest("BREW", "/", nil))
	text := s.get("/metrics").Body.String()
	for _, want := range []string{
		`shortlist_http_requests_total{method="POST",route="/check",status="303"} 1`,
		`shortlist_http_requests_total{method="GET",route="/report/:id",status="200"} 1`,
		`shortlist_http_requests_total{method="any",route="none",status="404"} 1`,
		`shortlist_http_request_duration_seconds_count{route="/check"} 1`,
		`shortlist_reading_seconds_count{kind="pdf"} 1`,
		`shortlist_waiting_seconds_count 1`,
		`shortlist_documents_waiting 0`,
		`shortlist_reports_held 1`,
		`shortlist_build_info{version="test"} 1`,
	} {
		if !strings.Contains(text, want+"\n") {
			t.Errorf("no %s", want)
		}
	}
	for _, secret := range []string{strings.TrimPrefix(report, "/report/"), "jordan", "BREW", "/nothing"} {
		if strings.Contains(text, secret) {
			t.Errorf("the metrics hold %q", secret)
		}
	}
	if t.Failed() {
		t.Log(regexp.MustCompile(`(?m)^shortlist_.*$`).FindAllString(text, -1))
	}
}

// absent is a reader that is not there.
type absent struct{ inProcess }

func (absent) Ready() error { return errors.New("nobody reads") }

func TestReady(t *testing.T) {
	s := newTestServer(t, nil)
	if w := s.get("/readyz"); w.Code != http.StatusOK {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
	s.Leave()
	if w := s.get("/readyz"); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "about to end") {
		t.Errorf("leaving: %d: %s", w.Code, w.Body)
	}
	if w := s.get("/healthz"); w.Code != http.StatusOK {
		t.Errorf("leaving is no illness: %d", w.Code)
	}
	s = newTestServer(t, func(c *Config) { c.Reader = absent{} })
	if w := s.get("/readyz"); w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "nobody reads") {
		t.Errorf("without a reader: %d: %s", w.Code, w.Body)
	}
}

// Whom a proxy asks for counts only if the proxy is trusted.
func TestProxies(t *testing.T) {
	for name, want := range map[string]struct {
		proxies []string
		second  int
	}{
		"none":    {nil, http.StatusTooManyRequests},
		"trusted": {[]string{"192.0.2.0/24"}, http.StatusUnsupportedMediaType},
		"another": {[]string{"198.51.100.9"}, http.StatusTooManyRequests},
	} {
		t.Run(name, func(t *testing.T) {
			s := newTestServer(t, func(c *Config) { c.Proxies, c.Traffic.Burst = want.proxies, 1 })
			status := 0
			for _, visitor := range []string{"203.0.113.1", "203.0.113.2"} {
				r := httptest.NewRequest(http.MethodPost, "/api/v1/parse", strings.NewReader("no document"))
				r.RemoteAddr = "192.0.2.1:4711"
				r.Header.Set("X-Forwarded-For", visitor)
				status = s.do(r).Code
			}
			if status != want.second {
				t.Errorf("the second visitor has %d, want %d", status, want.second)
			}
		})
	}
}
