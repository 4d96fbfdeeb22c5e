package web

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"shortlist/parser/resumetest"
	"shortlist/scorer"
)

// A report says the same after it was kept as before.
func TestKeptReport(t *testing.T) {
	s := newTestServer(t, nil)
	u := upload{form: form{Role: "backend", Job: "Senior Backend Engineer\n\nRequirements: Kafka, PostgreSQL, a degree."}, Data: resumetest.TwoColumnPDF(resumetest.Sample())}
	report, err := s.judge(t.Context(), &u)
	if err != nil {
		t.Fatal(err)
	}
	id, err := s.keep(t.Context(), kept{report: report, posting: u.Job}, nil)
	if err != nil {
		t.Fatal(err)
	}
	k, err := s.reportOf(t.Context(), id)
	if err != nil || k.posting != u.Job || k.pages || time.Until(k.expires) > s.ReportTTL {
		t.Fatalf("kept are %+v, %v", k, err)
	}
	var page, text [2]bytes.Buffer
	for i, r := range []*scorer.Report{report, k.report} {
		if err := errors.Join(s.templates.writeReport(&page[i], r, s.Library.Links(r), ""), r.WriteText(&text[i])); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(page[0].Bytes(), page[1].Bytes()) || !bytes.Equal(text[0].Bytes(), text[1].Bytes()) {
		t.Error("the page or the text of the report is another one after it was kept")
	}
}

// What a later version wrote is left to it.
func TestKeptByALaterVersion(t *testing.T) {
	s := newTestServer(t, nil)
	if err := s.reports.Put(t.Context(), "A", mainName, []byte{ValueVersion + 1, 7}, time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	if w := s.get("/report/A"); w.Code != 503 || w.Header().Get("Retry-After") == "" {
		t.Errorf("it answers %d", w.Code)
	}
}
