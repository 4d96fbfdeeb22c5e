package web

import (
	"context"
	"crypto/sha256"
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
	ctx := c.Request.Context()
	sum := s.judged.sum(sender(c), u)
	k, err := s.judgedAlready(ctx, sum)
	if err != nil {
		report, err := s.judgeAnywhere(ctx, &u)
		if err != nil {
			return "", err
		}
		k = kept{report: report, posting: u.Job}
	}
	k.before = before
	if id, err = s.keep(ctx, k, u.pdf(k.report)); err != nil {
		return "", err
	}
	s.judged.add(sum, id)
	return id, nil
}

// judgedAlready returns a live report on the same; an error if there is none.
func (s *Server) judgedAlready(ctx context.Context, sum [sha256.Size]byte) (kept, error) {
	id := s.judged.id(sum)
	if id == "" {
		return kept{}, ErrGone
	}
	return s.reportOf(ctx, id)
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
	k, err := s.reportOf(c.Request.Context(), id)
	if err != nil {
		return view{}, err
	}
	page := s.livePage(k, id)
	page.base = s.base("Your report", "")
	page.NoIndex = true
	page.Scripts = []string{"report.js", "upload.js"}
	page.Expires = k.expires.UTC().Format("15:04")
	page.Form = s.versionForm(id)
	if k.before != "" {
		if before, err := s.reportOf(c.Request.Context(), k.before); err == nil {
			page.Changes = newChanges(scorer.Compare(before.report, k.report))
		}
	}
	return view{name: "report", data: page}, nil
}

// livePage returns the page of a report with what it offers while it lives.
func (s *Server) livePage(k kept, id string) reportPage {
	page := newReportPage(k.report, s.Library.Links(k.report))
	page.ID = id
	page.Sheets = newSheets(k.report, "/report/"+id, k.pages)
	return page
}

func (s *Server) deleteReport(c *gin.Context) (view, error) {
	ctx, id := c.Request.Context(), c.Param("id")
	if s.samples.has(id) {
		return view{}, errNotFound
	}
	if _, err := s.reportOf(ctx, id); err != nil {
		return view{}, err
	}
	if err := s.storeOf(id).Delete(ctx, id); err != nil {
		return view{}, err
	}
	return view{to: "/?deleted=1"}, nil
}
