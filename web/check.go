package web

import (
	"context"
	"fmt"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/scorer"
)

// judge reads a resume and judges it.
func (s *Server) judge(ctx context.Context, u upload) (*scorer.Report, error) {
	doc, took, err := s.read(ctx, u)
	if err != nil {
		return nil, err
	}
	report, err := s.Scorer.Check(doc, scorer.Options{Role: u.Role, Job: u.Job})
	if err != nil {
		return nil, fmt.Errorf("judging the resume: %w", err)
	}
	report.ReadMS = took.Seconds() * 1000
	return report, nil
}

// read reads a resume and tells how long that took, without the time that it
// waited for its place.
func (s *Server) read(ctx context.Context, u upload) (doc *parser.Document, took time.Duration, err error) {
	done, err := s.reading(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer done()
	start := time.Now()
	doc, err = parser.Parse(ctx, u.Name, u.Data, parser.Options{Limits: s.Limits})
	if err != nil {
		return nil, 0, fmt.Errorf("reading the resume: %w", err)
	}
	return doc, time.Since(start), nil
}

func (s *Server) postCheck(c *gin.Context) (view, error) {
	u, err := s.readForm(c.Request, form{})
	if err != nil {
		return view{}, &failedUpload{err, s.uploadForm(u.form)}
	}
	report, err := s.judge(c.Request.Context(), u)
	if err != nil {
		return view{}, &failedUpload{err, s.uploadForm(u.form)}
	}
	return view{to: "/report/" + s.reports.add(report)}, nil
}

func (s *Server) report(c *gin.Context) (view, error) {
	id := c.Param("id")
	c.Header("X-Robots-Tag", "noindex")
	report, expires := s.reports.get(id)
	if report == nil {
		return view{}, errNotFound
	}
	page := newReportPage(report, s.Library.Links(report))
	page.base = s.base("Your report", "")
	page.NoIndex = true
	page.ID = id
	page.Expires = expires.UTC().Format("15:04")
	return view{name: "report", data: page}, nil
}

func (s *Server) deleteReport(c *gin.Context) (view, error) {
	if !s.reports.remove(c.Param("id")) {
		return view{}, errNotFound
	}
	return view{to: "/?deleted=1"}, nil
}
