package web

import (
	"context"
	_ "embed"
	"math"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
)

// The reports on invented people: the sample report, so that nobody has to send
// a resume to see what a report is, and those on the resume examples. The files
// are read and judged like any other. That of the sample report is printed from
// the HTML beside it.

//go:embed sample/maya-lindqvist.pdf
var samplePDF []byte

// sampleID stands for the id of the sample report, which is no secret.
const sampleID = "sample"

// sampleReports are the reports on invented people, by their ids.
type sampleReports struct {
	store   *memory // holds them for good
	resumes map[string]sampleResume
	mu      sync.Mutex // held while one is made
}

// sampleResume is what a sample report is made of.
type sampleResume struct {
	role, file string
	pdf        func() ([]byte, error)
}

func newSamples(list []example) *sampleReports {
	s := &sampleReports{resumes: map[string]sampleResume{
		sampleID: {defaultRole, "maya-lindqvist.pdf", func() ([]byte, error) { return samplePDF, nil }},
	}}
	for _, e := range list {
		s.resumes[e.id] = sampleResume{e.Role, e.FileName("pdf"), e.files["pdf"]}
	}
	s.store = newMemory(len(s.resumes), math.MaxInt, true)
	return s
}

// has reports whether the id is that of a sample.
func (s *sampleReports) has(id string) bool { _, ok := s.resumes[id]; return ok }

func (s *Server) sampleReport(c *gin.Context) (view, error) {
	page, err := s.samplePage(c.Request.Context(), sampleID)
	if err != nil {
		return view{}, err
	}
	page.base = s.base("Sample report", "sample")
	page.Description = "The report on the resume of an invented backend engineer: what a machine reads, what each point rests on, and what an interview will ask."
	page.Scripts = []string{"report.js"}
	return view{name: "report", data: page}, nil
}

// exampleReport shows the report on a resume example.
func (s *Server) exampleReport(c *gin.Context, id string) (view, error) {
	page, err := s.samplePage(c.Request.Context(), id)
	if err != nil {
		return view{}, err
	}
	page.base = s.base("Report on a resume example", "examples")
	page.NoIndex = true
	page.Scripts = []string{"report.js"}
	return view{name: "report", data: page}, nil
}

func (s *Server) samplePage(ctx context.Context, id string) (reportPage, error) {
	k, err := s.sampleReportOf(ctx, id)
	if err != nil {
		return reportPage{}, err
	}
	page := s.livePage(k, id)
	page.Sample = true
	return page, nil
}

// sampleReportOf judges the resume of a sample unless that was done. One that
// failed, as the server was busy, is tried again.
func (s *Server) sampleReportOf(ctx context.Context, id string) (kept, error) {
	if k, err := s.reportOf(ctx, id); err == nil {
		return k, nil
	}
	s.samples.mu.Lock()
	defer s.samples.mu.Unlock()
	if k, err := s.reportOf(ctx, id); err == nil {
		return k, nil // made meanwhile
	}
	resume := s.samples.resumes[id]
	data, err := resume.pdf()
	if err != nil {
		return kept{}, err
	}
	u := upload{form: form{Role: resume.role}, Name: resume.file, Data: data}
	report, err := s.judge(ctx, &u)
	if err != nil {
		return kept{}, err
	}
	k := kept{report: report, expires: time.Now().AddDate(100, 0, 0)}
	if err := s.put(ctx, s.samples.store, id, k, data); err != nil {
		return kept{}, err
	}
	return s.reportOf(ctx, id)
}
