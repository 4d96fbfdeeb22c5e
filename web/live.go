package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"

	"shortlist/scorer"
)

// What a live report offers beside its page: pictures of the pages, downloads,
// and the check of a new version.

// pictureDPI shows a page of A4 in 794 × 1123 pixels.
const pictureDPI = 96

// live returns the report of the request.
func (s *Server) live(c *gin.Context) (kept, error) {
	c.Header("X-Robots-Tag", "noindex")
	id := c.Param("id")
	if s.samples.has(id) {
		return s.sampleReportOf(c.Request.Context(), id)
	}
	return s.reportOf(c.Request.Context(), id)
}

func (s *Server) pagePicture(c *gin.Context) {
	png, err := s.picture(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Data(http.StatusOK, "image/png", png)
}

// picture returns the page of the request as a PNG.
func (s *Server) picture(c *gin.Context) ([]byte, error) {
	k, err := s.live(c)
	if err != nil {
		return nil, err
	}
	page := pageNumber(c.Param("page"))
	if !k.pages || page < 1 || page > k.report.Document.File.Pages {
		return nil, errNotFound
	}
	return s.pictureOf(c.Request.Context(), c.Param("id"), k, page)
}

// pageNumber returns the number of "12.png", 0 for anything else.
func pageNumber(name string) int {
	number, isPNG := strings.CutSuffix(name, ".png")
	n, err := strconv.Atoi(number)
	if !isPNG || err != nil || strconv.Itoa(n) != number {
		return 0
	}
	return n
}

// downloads are the forms in which a report can be kept, by the name in the query.
var downloads = map[string]struct {
	file, contentType string
	write             func(*Server, *bytes.Buffer, *scorer.Report) error
}{
	"html": {"report.html", "text/html; charset=utf-8", func(s *Server, b *bytes.Buffer, r *scorer.Report) error {
		return s.templates.writeReport(b, r, s.Library.Links(r), s.Version)
	}},
	"markdown": {"report.md", "text/markdown; charset=utf-8", func(_ *Server, b *bytes.Buffer, r *scorer.Report) error {
		return r.WriteMarkdown(b)
	}},
	"json": {"report.json", "application/json", func(_ *Server, b *bytes.Buffer, r *scorer.Report) error {
		return json.NewEncoder(b).Encode(r)
	}},
}

func (s *Server) download(c *gin.Context) {
	k, err := s.live(c)
	if err != nil {
		s.fail(c, err)
		return
	}
	form, ok := downloads[c.DefaultQuery("format", "html")]
	if !ok {
		s.fail(c, badRequest("There is no such format. Choose one of: html, markdown, json."))
		return
	}
	var b bytes.Buffer
	if err := form.write(s, &b, k.report); err != nil {
		s.fail(c, fmt.Errorf("writing the report: %w", err))
		return
	}
	c.Header("Content-Disposition", "attachment; filename="+form.file)
	c.Data(http.StatusOK, form.contentType, b.Bytes())
}

// postVersion checks the next version of a resume, for the role and the posting
// of the report before.
func (s *Server) postVersion(c *gin.Context) (view, error) {
	before := c.Param("id")
	k, err := s.live(c)
	u, formErr := s.readForm(c.Request, form{}) // read to its end in any case, so that a browser shows the answer
	if err != nil {
		return view{}, err
	}
	failed := func(err error) (view, error) { return view{}, &failedUpload{err, s.versionForm(before)} }
	if formErr != nil {
		return failed(formErr)
	}
	u.form, u.Posting = form{Role: k.report.Role, Job: k.posting}, nil
	id, err := s.keepReport(c, u, before)
	if err != nil {
		return failed(err)
	}
	return view{to: "/report/" + id}, nil
}

// versionForm returns the form to send the next version of a resume with.
func (s *Server) versionForm(id string) uploadForm {
	return uploadForm{Action: "/report/" + id + "/check", LimitMB: s.Limits.Bytes >> 20}
}
