package web

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"shortlist/parser"
	"shortlist/parser/resumetest"
)

type sent struct {
	name string
	data []byte
}

// postBatch sends documents, and fields given as name, value.
func (s testServer) postBatch(documents []sent, fields ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for _, d := range documents {
		w, err := form.CreateFormFile("resume", d.name)
		if err == nil {
			_, err = w.Write(d.data)
		}
		if err != nil {
			s.t.Fatal(err)
		}
	}
	for i := 0; i < len(fields); i += 2 {
		if err := form.WriteField(fields[i], fields[i+1]); err != nil {
			s.t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		s.t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/api/v1/batches", &body)
	r.Header.Set("Content-Type", form.FormDataContentType())
	return s.do(r)
}

// newBatch sends documents and returns the path of the batch.
func (s testServer) newBatch(documents []sent, fields ...string) string {
	s.t.Helper()
	w := s.postBatch(documents, fields...)
	path := w.Header().Get("Location")
	if w.Code != http.StatusAccepted || !regexp.MustCompile(`^/api/v1/batches/[A-Z2-7]{26}$`).MatchString(path) {
		s.t.Fatalf("the batch answers %d with %q: %s", w.Code, path, w.Body)
	}
	return path
}

// complete waits until all documents of a batch are judged.
func (s testServer) complete(path string) batchJSON {
	s.t.Helper()
	for start := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		w := s.get(path)
		var p batchJSON
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || w.Code != http.StatusOK {
			s.t.Fatalf("the batch answers %d: %s", w.Code, w.Body)
		}
		if p.Complete {
			return p
		}
		if time.Since(start) > time.Minute {
			s.t.Fatalf("after a minute the batch has come to %+v", p)
		}
	}
}

func zipped(t *testing.T, files ...sent) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err == nil {
			_, err = w.Write(f.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBatch(t *testing.T) {
	s := newTestServer(t, nil)
	word := resumetest.DOCX(resumetest.Fresher())
	archive := zipped(t,
		sent{"people/", nil}, sent{"people/=nurse.pdf", resumetest.PDF(resumetest.Nurse())}, sent{"people/.hidden.pdf", resumetest.PDF(resumetest.Nurse())},
		sent{"__MACOSX/people/nurse.pdf", resumetest.PDF(resumetest.Nurse())}, sent{"notes.txt", []byte("left out")})
	path := s.newBatch([]sent{
		{"jordan.pdf", resumetest.PDF(resumetest.Sample())}, {"fresher.docx", word}, {"all.zip", archive}, {"again.docx", word},
		{"locked.pdf", resumetest.EncryptedPDF()}, {"empty.pdf", nil}, {"large.pdf", append([]byte("%PDF-1.7"), make([]byte, s.Limits.Bytes)...)},
	}, "role", "software", "job", "Requirements: Kafka and PostgreSQL.")
	p := s.complete(path)
	if p.Total != 7 || p.Done != 7 || p.Failed != 3 || p.Role != "software" || !strings.HasSuffix(path, p.ID) || time.Until(p.Expires) > s.ReportTTL {
		t.Errorf("the progress is %+v", p)
	}

	w := s.get(path + "/results")
	if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/jsonl" || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
		t.Fatalf("the results: %d, %v", w.Code, w.Header())
	}
	schema := compileSchema(t, s, "shortlist.report-1.json")
	var names, codes []string
	for line := range strings.Lines(w.Body.String()) {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(value); err != nil {
			t.Errorf("%v: %s", err, line)
		}
		var got struct {
			File  struct{ Name string }
			Role  string
			Job   any
			Error struct{ Code, Message string }
		}
		if err := json.Unmarshal([]byte(line), &got); err != nil {
			t.Fatal(err)
		}
		names, codes = append(names, got.File.Name), append(codes, got.Error.Code)
		if judged := got.Error.Code == ""; judged != (got.Role == "software" && got.Job != nil) || judged == (len(got.Error.Message) > 20) {
			t.Errorf("neither a report for the role and posting nor a reason: %.200s", line)
		}
	}
	wantNames := []string{"jordan.pdf", "fresher.docx", "=nurse.pdf", "again.docx", "locked.pdf", "empty.pdf", "large.pdf"}
	wantCodes := []string{"", "", "", "", "encrypted", "format", "too-large"}
	if !slices.Equal(names, wantNames) || !slices.Equal(codes, wantCodes) {
		t.Errorf("results of %q with errors %q", names, codes)
	}

	w = s.get(path + "/results?format=csv")
	rows, err := csv.NewReader(w.Body).ReadAll()
	if err != nil || len(rows) != 1+len(wantNames) || rows[0][0] != "file" || rows[3][0] != "'=nurse.pdf" || rows[5][18] != "encrypted" || rows[1][5] == "" {
		t.Errorf("the table is %q, %v", rows, err)
	}
	if w := s.get(path + "/results?format=xlsx"); w.Code != http.StatusBadRequest {
		t.Errorf("an unknown format answers %d", w.Code)
	}

	if w := s.do(httptest.NewRequest(http.MethodDelete, path, nil)); w.Code != http.StatusNoContent {
		t.Errorf("deleting it answers %d", w.Code)
	}
	for _, what := range []string{"", "/results", "/events"} {
		if w := s.get(path + what); w.Code != http.StatusNotFound {
			t.Errorf("%s of a deleted batch answers %d", what, w.Code)
		}
	}
	for _, m := range []Store{s.Batches, s.Documents} {
		if m := m.(*memory); m.len() != 0 || m.used != 0 {
			t.Errorf("of a deleted batch %d bytes are kept", m.used)
		}
	}
	if log := s.log.String(); strings.Contains(log, "jordan") || strings.Contains(log, p.ID) || strings.Contains(log, "nurse") {
		t.Errorf("the log tells of whom it was: %s", log)
	}
}

func TestBatchEvents(t *testing.T) {
	s := newTestServer(t, nil)
	path := s.newBatch([]sent{{"a.docx", resumetest.DOCX(resumetest.Sample())}, {"b.docx", resumetest.DOCX(resumetest.Fresher())}})
	service := httptest.NewServer(s) // a connection with deadlines
	defer service.Close()
	resp, err := http.Get(service.URL + path + "/events")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(resp.Body); err != nil || resp.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%v, %v", resp.Header, err)
	}
	events := strings.Split(strings.TrimSuffix(body.String(), "\n\n"), "\n\n")
	last := regexp.MustCompile(`^event: complete\ndata: (\{.*\})$`).FindStringSubmatch(events[len(events)-1])
	if last == nil || !strings.Contains(last[1], `"done":2`) {
		t.Fatalf("the events are %q", events)
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(last[1]))
	if err != nil {
		t.Fatal(err)
	}
	if err := compileSchema(t, s, "shortlist.batch-1.json").Validate(value); err != nil {
		t.Error(err)
	}
}

// A batch that cannot be taken as a whole leaves nothing behind.
func TestRefusedBatches(t *testing.T) {
	s := newTestServer(t, func(c *Config) {
		c.MaxBatch = 2
		c.Documents = newMemory(2, 100<<10, false)
	})
	word := sent{"a.docx", resumetest.DOCX(resumetest.Sample())}
	for name, test := range map[string]struct {
		documents []sent
		fields    []string
		status    int
		code      string
	}{
		"none":         {nil, nil, 400, "bad-request"},
		"too many":     {[]sent{word, word, word}, nil, 400, "bad-request"},
		"no such role": {[]sent{word}, []string{"role", "astronaut"}, 400, "bad-request"},
		"long posting": {[]sent{word}, []string{"job", strings.Repeat("x", 20_001)}, 400, "bad-request"},
		"cut archive":  {[]sent{{"a.zip", zipped(t, word, word)[:900]}}, nil, 202, ""},
		"locked zip":   {[]sent{{"a.zip", lockedZip(t)}}, nil, 400, "bad-request"},
		"empty zip":    {[]sent{{"a.zip", zipped(t, sent{"notes.txt", []byte("none")})}}, nil, 400, "bad-request"},
		"no space":     {[]sent{word, {"noise.pdf", noise(120 << 10)}}, nil, 503, "full"},
	} {
		w := s.postBatch(test.documents, test.fields...)
		if test.code != "" {
			checkProblem(t, w, test.status, test.code)
		} else if w.Code != test.status {
			t.Errorf("%s answers %d: %s", name, w.Code, w.Body)
		}
		if test.status == 503 && w.Header().Get("Retry-After") == "" {
			t.Errorf("%s does not say when to come back", name)
		}
	}
	if n := s.Batches.(*memory).len(); n != 1 { // a file that cannot be opened is one document that cannot be read
		t.Errorf("%d batches are kept", n)
	}
	if w := s.post("/api/v1/batches", "application/pdf", "%PDF-1.7"); w.Code != http.StatusBadRequest {
		t.Errorf("no form answers %d", w.Code)
	}
}

// noise does not get smaller by packing.
func noise(n int) []byte {
	b := []byte("%PDF-1.7\n")
	for x := uint32(1); len(b) < n; {
		x ^= x << 13
		x ^= x >> 17
		x ^= x << 5
		b = append(b, byte(x))
	}
	return b
}

// lockedZip is an archive whose one file says that it is encrypted in a way that
// nobody knows.
func lockedZip(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{Name: "cv.pdf", Method: 99})
	if err == nil {
		_, err = w.Write([]byte("%PDF-"))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// broke is a reader that fails for reasons of its own.
type broke struct{ inProcess }

func (broke) Parse(context.Context, string, []byte, parser.Options) (*parser.Document, error) {
	return nil, errors.New("out of order")
}

// A document that cannot be judged, for no fault of its own, is tried again and
// in the end counted as failed.
func TestBatchGivesUp(t *testing.T) {
	s := newTestServer(t, func(c *Config) { c.Reader = broke{} })
	path := s.newBatch([]sent{{"a.docx", resumetest.DOCX(resumetest.Sample())}})
	if p := s.complete(path); p.Failed != 1 {
		t.Errorf("the progress is %+v", p)
	}
	if body := s.get(path + "/results").Body.String(); !strings.Contains(body, `"code":"unreadable"`) {
		t.Errorf("the result is %s", body)
	}
	if metrics := s.get("/metrics").Body.String(); !strings.Contains(metrics, `shortlist_batch_documents_total{outcome="given up"} 1`) {
		t.Error("the metrics do not tell of it")
	}
}
