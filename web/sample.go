package web

import (
	"context"
	_ "embed"
	"sync"

	"github.com/gin-gonic/gin"
)

// The sample report: that of an invented person, so that nobody has to send a
// resume to see what a report is. The file is read and judged like any other;
// it is printed from the HTML beside it.

//go:embed sample/maya-lindqvist.pdf
var samplePDF []byte

// sampleID stands for the id of the sample report, which is no secret.
const sampleID = "sample"

// sample judges the sample resume once.
type sample struct {
	mu   sync.Mutex
	made bool
}

func (s *Server) sampleReport(c *gin.Context) (view, error) {
	if err := s.makeSample(c.Request.Context()); err != nil {
		return view{}, err
	}
	k, _, _ := s.samples.get(sampleID)
	page := s.livePage(k, sampleID)
	page.base = s.base("Sample report", "sample")
	page.Description = "The report on the resume of an invented backend engineer: what a machine reads, what each point rests on, and what an interview will ask."
	page.Scripts = []string{"report.js"}
	page.Sample = true
	return view{name: "report", data: page}, nil
}

// makeSample judges the sample resume unless that was done. One that failed, as
// the server was busy, is tried again.
func (s *Server) makeSample(ctx context.Context) error {
	s.sample.mu.Lock()
	defer s.sample.mu.Unlock()
	if s.sample.made {
		return nil
	}
	k, err := s.judgeAndKeep(ctx, upload{form: form{Role: defaultRole}, Name: "maya-lindqvist.pdf", Data: samplePDF})
	if err != nil {
		return err
	}
	s.samples.put(sampleID, k)
	s.sample.made = true
	return nil
}
