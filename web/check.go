package web

import (
	"context"
	"fmt"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/scorer"
)

// judge reads a resume, with the posting if that is a file, and judges it.
func (s *Server) judge(ctx context.Context, u *upload) (*scorer.Report, error) {
	doc, took, err := s.read(ctx, *u)
	if err != nil {
		return nil, err
	}
	if err := s.readPosting(ctx, u); err != nil {
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
	doc, err = s.Reader.Parse(ctx, u.Name, u.Data, parser.Options{Limits: s.Limits})
	if err != nil {
		return nil, 0, fmt.Errorf("reading the resume: %w", err)
	}
	took = time.Since(start)
	s.metrics.reading.WithLabelValues(doc.File.Kind).Observe(took.Seconds())
	return doc, took, nil
}

// readPosting takes the text of the posting from its file, where one was sent.
func (s *Server) readPosting(ctx context.Context, u *upload) error {
	if len(u.Posting) == 0 {
		return nil
	}
	done, err := s.reading(ctx)
	if err != nil {
		return err
	}
	defer done()
	u.Job, err = scorer.ReadPosting(u.Posting, func(data []byte) (*parser.Document, error) {
		return s.Reader.Parse(ctx, "", data, parser.Options{Limits: s.Limits})
	})
	if err != nil {
		return postingProblem(err)
	}
	return nil
}

func (s *Server) postCheck(c *gin.Context) (view, error) {
	u, err := s.readForm(c.Request, form{})
	if err != nil {
		return view{}, &failedUpload{err, s.uploadForm(u.form)}
	}
	id, err := s.keepReport(c, u, "")
	if err != nil {
		return view{}, &failedUpload{err, s.uploadForm(u.form)}
	}
	return view{to: "/report/" + id}, nil
}

// keepReport judges a resume, unless its sender has a live report on the same,
// and returns the id of the new report. Before is the id of the one on the
// version before, "" if there is none.
func (s *Server) keepReport(c *gin.Context, u upload, before string) (id string, err error) {
	sum := s.judged.sum(sender(c), u)
	k, _, again := s.reports.get(s.judged.id(sum))
	if again {
		k = keep(k.report, k.posting, u)
	} else if k, err = s.judgeAndKeep(c.Request.Context(), u); err != nil {
		return "", err
	}
	k.before = before
	id = s.reports.add(k)
	s.judged.add(sum, id)
	return id, nil
}

// judgeAndKeep judges a resume and returns what is kept of it.
func (s *Server) judgeAndKeep(ctx context.Context, u upload) (kept, error) {
	report, err := s.judge(ctx, &u)
	if err != nil {
		return kept{}, err
	}
	return keep(report, u.Job, u), nil
}

func keep(report *scorer.Report, posting string, u upload) kept {
	k := kept{report: report, posting: posting}
	if report.Document.File.Kind == "pdf" {
		k.pdf = u.Data
	}
	return k
}

func (s *Server) report(c *gin.Context) (view, error) {
	id := c.Param("id")
	if id == sampleID {
		return view{to: "/sample-report"}, nil
	}
	c.Header("X-Robots-Tag", "noindex")
	if s.samples.has(id) {
		return s.exampleReport(c, id)
	}
	k, expires, ok := s.reports.get(id)
	if !ok {
		return view{}, errNotFound
	}
	page := s.livePage(k, id)
	page.base = s.base("Your report", "")
	page.NoIndex = true
	page.Scripts = []string{"report.js", "upload.js"}
	page.Expires = expires.UTC().Format("15:04")
	page.Form = s.versionForm(id)
	if before, _, ok := s.reports.get(k.before); ok {
		page.Changes = newChanges(scorer.Compare(before.report, k.report))
	}
	return view{name: "report", data: page}, nil
}

// livePage returns the page of a report with what it offers while it lives.
func (s *Server) livePage(k kept, id string) reportPage {
	page := newReportPage(k.report, s.Library.Links(k.report))
	page.ID = id
	page.Sheets = newSheets(k.report, "/report/"+id, k.pdf != nil)
	return page
}

func (s *Server) deleteReport(c *gin.Context) (view, error) {
	if !s.reports.remove(c.Param("id")) {
		return view{}, errNotFound
	}
	return view{to: "/?deleted=1"}, nil
}
