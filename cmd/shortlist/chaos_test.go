package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"shortlist/parser/resumetest"
)

// visitor sends resumes that bear its own address, and holds the answers against it.
type visitor struct {
	t        *testing.T
	url      string
	statuses *[600]atomic.Int64 // of the posts to the API and to the form
}

// send uploads a resume that nobody else has and reads its report.
func (v *visitor) send(client *http.Client, number int) {
	r := resumetest.Fresher()
	r.Email = fmt.Sprintf("visitor.%06d@example.com", number)
	data := resumetest.DOCX(r)
	if number%2 == 0 {
		data = resumetest.PDF(r)
	}
	form := number%3 == 0
	path, contentType := "/api/v1/check", "application/octet-stream"
	if form {
		path = "/check"
		data, contentType = resumeForm(v.t, "cv", data)
	}
	status, body := v.do(client, http.MethodPost, path, contentType, data)
	v.statuses[status].Add(1)
	switch status {
	case http.StatusOK:
		v.check(r.Email, body)
	case http.StatusUnprocessableEntity: // its worker was killed
	case http.StatusServiceUnavailable:
		time.Sleep(20 * time.Millisecond)
	case http.StatusSeeOther:
		status, page := v.do(client, http.MethodGet, body, "", nil)
		if status != http.StatusOK {
			v.t.Errorf("GET of a report: status %d", status)
			return
		}
		v.check(r.Email, page)
	default:
		v.t.Errorf("POST %s: status %d", path, status)
	}
}

var visitorAddress = regexp.MustCompile(`visitor\.\d{6}@example\.com`)

// check fails if a report is not that of the address, or tells of another one.
func (v *visitor) check(own, report string) {
	found := visitorAddress.FindAllString(report, -1)
	for _, address := range found {
		if address != own {
			v.t.Errorf("the report of %s tells of %s", own, address)
		}
	}
	if len(found) == 0 {
		v.t.Errorf("the report of %s does not tell of it", own)
	}
}

// do sends a request, which must be answered. The body of a redirect is where it leads.
func (v *visitor) do(client *http.Client, method, path, contentType string, data []byte) (status int, body string) {
	req, err := http.NewRequest(method, v.url+path, bytes.NewReader(data))
	if err != nil {
		v.t.Error(err)
		return 0, ""
	}
	req.Header.Set("Content-Type", contentType)
	// Each from an address of its own: it is the queue that is to be full.
	req.Header.Set("X-Forwarded-For", fmt.Sprintf("10.%d.%d.%d", rand.IntN(256), rand.IntN(256), rand.IntN(256)))
	resp, err := client.Do(req)
	if err != nil {
		v.t.Errorf("no answer to %s: %v", method, err)
		return 0, ""
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		v.t.Errorf("half an answer to %s: %v", method, err)
	}
	if to := resp.Header.Get("Location"); to != "" {
		return resp.StatusCode, to
	}
	return resp.StatusCode, string(answer)
}

func resumeForm(t *testing.T, name string, data []byte) (form []byte, contentType string) {
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	part, err := w.CreateFormFile("resume", name)
	if err == nil {
		_, err = part.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Error(err)
	}
	return b.Bytes(), w.FormDataContentType()
}

// cutOff begins an upload and breaks it off.
func cutOff(t *testing.T, url string) {
	conn, err := net.Dial("tcp", strings.TrimPrefix(url, "http://"))
	if err != nil {
		t.Error(err)
		return
	}
	defer conn.Close()
	data := resumetest.PDF(resumetest.Sample())
	fmt.Fprintf(conn, "POST /api/v1/check HTTP/1.1\r\nHost: example.com\r\nContent-Type: application/pdf\r\nX-Forwarded-For: 10.0.0.1\r\nContent-Length: %d\r\n\r\n%s", len(data), data[:len(data)/2])
}

// TestChaos kills workers, fills the queue, cuts uploads off and ends the server,
// all while resumes come in: nobody gets somebody else's report, every request
// that was taken is answered, and the metrics count as the visitors do.
func TestChaos(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("workers are found by /proc")
	}
	const (
		visitors = 24 // more than are read and wait at once
		length   = 3 * time.Second
		drain    = 10 * time.Second // on a slow machine, too, all that was sent is answered in it
	)
	s := startServer(t, t.TempDir(), nil, "--drain", drain.String(), "--log-format", "json", "--proxies", "127.0.0.1")
	var (
		statuses [600]atomic.Int64
		number   atomic.Int64
		cut      atomic.Int64
		all      sync.WaitGroup
		leaving  = make(chan struct{})
	)
	left := func() bool {
		select {
		case <-leaving:
			return true
		default:
			return false
		}
	}
	transport := &http.Transport{MaxIdleConnsPerHost: visitors}
	client := &http.Client{Transport: transport, Timeout: 20 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for range visitors {
		v := visitor{t, s.url, &statuses}
		all.Go(func() {
			for !left() {
				v.send(client, int(number.Add(1)))
			}
		})
	}
	all.Go(func() {
		for ; !left(); time.Sleep(50 * time.Millisecond) {
			cutOff(t, s.url)
			cut.Add(1)
		}
	})
	killed := 0
	for start := time.Now(); time.Since(start) < length; time.Sleep(400 * time.Millisecond) {
		if pids := s.workers(); len(pids) > 0 {
			_ = syscall.Kill(pids[rand.IntN(len(pids))], syscall.SIGKILL) // it may be gone already
			killed++
		}
	}
	// As a load balancer does: nothing more is sent once it is not ready, and what
	// was sent is answered.
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for s.ready() {
		time.Sleep(time.Millisecond)
	}
	close(leaving)
	all.Wait()
	s.checkCounts(&statuses, cut.Load())
	transport.CloseIdleConnections()
	http.DefaultClient.CloseIdleConnections()
	s.waitEnd()
	answered := statuses[200].Load() + statuses[303].Load()
	t.Logf("%d requests, %d reports, %d lost to %d killed workers, %d sent away, %d cut off", number.Load(), answered, statuses[422].Load(), killed, statuses[503].Load(), cut.Load())
	if answered < 10 {
		t.Errorf("only %d reports", answered)
	}
	if log := s.logs.String(); visitorAddress.MatchString(log) {
		t.Errorf("the log tells of a visitor: %s", visitorAddress.FindString(log))
	}
}

var uploadCount = regexp.MustCompile(`(?m)^shortlist_http_requests_total\{method="POST",route="/(?:api/v1/)?check",status="(\d+)"\} (\d+)$`)

// checkCounts holds the metrics against what the visitors counted. What was cut
// off is seen by the server a little later.
func (s *server) checkCounts(statuses *[600]atomic.Int64, cut int64) {
	s.t.Helper()
	var counted map[int]int64
	for start := time.Now(); time.Since(start) < 2*time.Second; time.Sleep(20 * time.Millisecond) {
		counted = map[int]int64{}
		for _, m := range uploadCount.FindAllStringSubmatch(s.get("/metrics"), -1) {
			status, _ := strconv.Atoi(m[1])
			n, _ := strconv.ParseInt(m[2], 10, 64)
			counted[status] += n
		}
		if counted[http.StatusBadRequest] == cut {
			break
		}
	}
	statuses[http.StatusBadRequest].Store(cut)
	for status := range statuses {
		if want := statuses[status].Load(); counted[status] != want {
			s.t.Errorf("status %d: the visitors have %d, the metrics %d", status, want, counted[status])
		}
	}
}
