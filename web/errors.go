package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/prep"
	"shortlist/scorer"
)

// problem is an error as its sender is told of it.
type problem struct {
	status int
	code   string        // stable, for programs
	title  string        // what is wrong
	detail string        // what that means
	fix    string        // what to do about it
	retry  time.Duration // when to come back; 0 if that does not help
}

func (p *problem) Error() string { return p.code }

// badRequest is a request that does not hold together, with the sentence that
// says why.
func badRequest(detail string) error {
	return &problem{status: http.StatusBadRequest, code: "bad-request", title: "Something in the form needs another look", detail: detail}
}

var (
	errNotFound = &problem{
		status: http.StatusNotFound, code: "not-found", title: "There is nothing here",
		detail: "The address is wrong, or what stood here is gone. Reports are kept for a short while only, then deleted.",
		fix:    "Check the address, or begin at the start page. For a report that is gone, check the resume again.",
	}
	errQuestion = &problem{
		status: http.StatusNotFound, code: "not-found", title: "There is no such question or role",
		detail: "No question and no role has the id in the address.",
		fix:    "The page /interview-questions and, for programs, /api/v1/questions list those there are.",
	}
	errMethod = &problem{
		status: http.StatusMethodNotAllowed, code: "method-not-allowed", title: "This address does not take that kind of request",
		detail: "It exists, but not for this HTTP method.",
		fix:    "See the Allow header for the methods it takes.",
	}
	errCrossOrigin = &problem{
		status: http.StatusForbidden, code: "cross-origin", title: "The request came from another site",
		detail: "Forms are taken from our own pages only.",
		fix:    "Open the start page and send the form from there.",
	}
	errNoSpace = &problem{
		status: http.StatusServiceUnavailable, code: "full", title: "We have no space for more at the moment",
		detail: "As much as we keep at once is there already. Nothing of what you sent was kept.",
		fix:    "Send it again in a minute.", retry: time.Minute,
	}
	errUnreached = &problem{
		status: http.StatusServiceUnavailable, code: "away", title: "We cannot get at it for a moment",
		detail: "Where reports are kept does not answer just now.",
		fix:    "Try again in a few seconds.", retry: busyRetry,
	}
	errInternal = &problem{
		status: http.StatusInternalServerError, code: "internal", title: "Something went wrong on our side. Please try again.",
	}
)

// unreadable says what a sender is told of each error of the parser, by its code.
var unreadable = map[string]*problem{
	"format": {
		status: http.StatusUnsupportedMediaType, code: "format", title: "This is neither a PDF nor a Word document",
		detail: "The name of a file can say .pdf or .docx without its being one. We go by the content, and so does hiring software.",
		fix:    "Open the resume in the program you wrote it with and export it as PDF, or save it as Word document (.docx). An old .doc file must be saved as .docx first.",
	},
	"too-large": {
		status: http.StatusRequestEntityTooLarge, code: "too-large", title: "The file is too large",
		detail: "A resume of text has well under 1 MB. Large files usually hold photos or scanned pages, and many application forms refuse them.",
		fix:    "Export it again without pictures, or with smaller ones.",
	},
	"encrypted": {
		status: http.StatusUnprocessableEntity, code: "encrypted", title: "The document is locked with a password",
		detail: "Hiring software cannot open it either: it has nobody to ask for the password.",
		fix:    "Save a copy without password protection and send that one.",
	},
	"no-text": {
		status: http.StatusUnprocessableEntity, code: "no-text", title: "There is no text in this document",
		detail: "Either it is empty, or its pages are pictures of text: a scan, a photo, or an export as picture. You can read a picture; hiring software sees an empty page.",
		fix:    "Is it the right file? If so, export it as text: open the original in Word, Google Docs or whatever you wrote it with, and choose “Save as PDF” or “Download as PDF”, not “Print to image” or a scan. You have it right when you can select single words in the PDF with the mouse.",
	},
	"damaged": {
		status: http.StatusUnprocessableEntity, code: "damaged", title: "The document is damaged",
		detail: "It begins like a PDF or Word document, but its inside does not hold together. That happens when a download or an upload breaks off.",
		fix:    "Open it on your computer. If it opens, save or export it again and send the new file; if not, go back to the original.",
	},
	"too-complex": {
		status: http.StatusUnprocessableEntity, code: "too-complex", title: "The document is too complex to read",
		detail: "It has more pages, parts or layers than a resume needs, so we stopped reading. A PDF may have 20 pages.",
		fix:    "Shorten it to 20 pages at most. If it is short, export it again from the original without drawings and attachments.",
	},
	"timeout": {
		status: http.StatusUnprocessableEntity, code: "timeout", title: "Reading the document took too long",
		detail: "We stopped after a few seconds. A resume of text takes a fraction of one; drawings and very intricate layouts can take much more.",
		fix:    "Export it again from the original, with a plainer layout or without drawings.",
	},
}

// postingProblem is what a sender is told of a job posting that cannot be read.
func postingProblem(err error) error {
	p := &problem{
		status: http.StatusUnprocessableEntity, code: "posting", title: "The job posting could not be read",
		fix: "Copy its text from the page or the document and paste that instead.",
	}
	switch {
	case errors.Is(err, scorer.ErrPostingLong):
		p.status, p.detail = http.StatusRequestEntityTooLarge, "A posting may have up to 20,000 characters."
	case errors.Is(err, scorer.ErrPostingEmpty), errors.Is(err, parser.ErrNoText):
		p.detail = "There is no text in it."
	case errors.Is(err, scorer.ErrPostingKind), errors.Is(err, parser.ErrFormat):
		p.status, p.detail = http.StatusUnsupportedMediaType, "It is no text, web page, PDF or Word document (.docx)."
	case errors.Is(err, parser.ErrEncrypted):
		p.detail = "It is locked with a password."
	case parser.Code(err) != "":
		p.detail = "The document is damaged, or too large or intricate."
	default:
		return fmt.Errorf("reading the posting: %w", err)
	}
	return p
}

// problemOf returns what a sender is told of err: errInternal for any error
// that is not theirs to mend.
func problemOf(err error) *problem {
	var p *problem
	if errors.As(err, &p) {
		return p
	}
	if p, ok := unreadable[parser.Code(err)]; ok {
		return p
	}
	switch {
	case errors.Is(err, ErrGone):
		return errNotFound
	case errors.Is(err, ErrFull):
		return errNoSpace
	case errors.Is(err, ErrAway):
		return errUnreached
	}
	if errors.Is(err, prep.ErrRole) || errors.Is(err, prep.ErrQuestion) {
		return errQuestion
	}
	if errors.Is(err, prep.ErrEmptyAnswer) {
		return problemOf(errNoAnswer)
	}
	return errInternal
}

// failedUpload is the error of an upload, with what was typed into the form so
// that it can be offered again.
type failedUpload struct {
	err  error
	form uploadForm
}

func (e *failedUpload) Error() string { return e.err.Error() }
func (e *failedUpload) Unwrap() error { return e.err }

// fail answers with the error: a problem document under /api, a page elsewhere.
func (s *Server) fail(c *gin.Context, err error) {
	p := problemOf(err)
	c.Set(problemCode, p.code)
	if p.retry > 0 {
		c.Header("Retry-After", strconv.Itoa(seconds(p.retry)))
	}
	if p == errInternal && !errors.Is(err, errInternal) {
		s.Log.Error("request failed", "id", c.Writer.Header().Get(requestID), "route", c.FullPath(), "error", err)
	}
	if strings.HasPrefix(c.Request.URL.Path, "/api/") {
		p.write(c)
		return
	}
	page := errorPage{
		base:   s.base(p.title, ""),
		Status: p.status, Detail: p.detail, Fix: p.fix,
	}
	page.NoIndex = true
	var up *failedUpload
	if errors.As(err, &up) {
		page.Form, page.Scripts = &up.form, []string{"upload.js"}
	}
	s.render(c, p.status, view{name: "error", data: page})
}

type errorPage struct {
	base
	Status      int
	Detail, Fix string
	Form        *uploadForm // the upload form to try again with; nil if nothing was uploaded
}

// write answers with the problem as RFC 9457 has it.
func (p *problem) write(c *gin.Context) {
	detail := p.detail
	if p.fix != "" {
		detail += " " + p.fix
	}
	data, err := json.Marshal(struct {
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail,omitempty"`
		Code   string `json:"code"`
	}{"urn:shortlist:problem:" + p.code, p.title, p.status, strings.TrimSpace(detail), p.code})
	if err != nil {
		c.Status(http.StatusInternalServerError)
		return
	}
	c.Data(p.status, "application/problem+json", append(data, '\n'))
}
