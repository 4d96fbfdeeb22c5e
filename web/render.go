package web

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"path"
	"regexp"
	"strings"

	"github.com/gin-gonic/gin"
)

//go:embed templates
var templateFS embed.FS

// templates are the pages, each with the base and the parts it may use; and
// "file" and "summary", which stand alone.
type templates map[string]*template.Template

// pages name the template of each page.
var pages = []string{"home", "report", "lines", "machine-view", "prep-sheet", "how-it-works", "roles", "role", "question", "search", "open-jobs", "examples", "example", "error", "styleguide"}

func parseTemplates(a assets) (templates, error) {
	common := template.New("base").
		Option("missingkey=error").
		Funcs(template.FuncMap{"asset": a.url, "points": points, "plural": plural, "levelTag": levelTag, "levelMeans": levelMeans})
	if err := parseFiles(common, "base", "parts"); err != nil {
		return nil, err
	}
	ts := make(templates, len(pages)+2)
	parse := func(name string, files ...string) error {
		t, err := common.Clone()
		if err != nil {
			return err
		}
		ts[name] = t
		return parseFiles(t, files...)
	}
	for _, name := range pages {
		files := []string{name}
		switch name {
		case "report":
			files = append(files, "places", "live")
		case "machine-view":
			files = append(files, "machine")
		case "styleguide": // its own parts come last
			files = []string{"report", "places", "machine", "live", name}
		}
		if err := parse(name, files...); err != nil {
			return nil, err
		}
	}
	if err := parse("summary", "file", "summary"); err != nil {
		return nil, err
	}
	return ts, parse("file", "report", "places", "machine", "file")
}

// parseFiles adds templates by their names. The indent of their lines is for
// those who read them, and is not sent.
func parseFiles(t *template.Template, names ...string) error {
	for _, name := range names {
		data, err := templateFS.ReadFile(path.Join("templates", name+".html"))
		if err != nil {
			return err
		}
		if _, err := t.Parse(indent.ReplaceAllString(string(data), "\n")); err != nil {
			return fmt.Errorf("%s.html: %w", name, err)
		}
	}
	return nil
}

var indent = regexp.MustCompile(`\n\s+`)

// base is what every page has.
type base struct {
	Title       string
	Description string
	Nav         string // which entry of the navigation is current; "" for none
	NoIndex     bool   // search engines keep out
	Address     string // the one address of the page, for search engines; "" where there is none
	Structured  []any  // what the page says in the words of schema.org
	Version     string // of the program
	Sealed      bool   // reports leave this machine, encrypted, for others to show them
	Scripts     []string
}

// view is the answer to a request for a page: a page, or where to go.
type view struct {
	name   string // of the template
	data   any    // a page struct that embeds base
	to     string // path to be sent to with 303; then there is no page
	moved  bool   // to is where the page is for good
	shared bool   // the same for everybody, may be cached
}

// page makes a handler of a function that returns a view or an error.
func (s *Server) page(f func(*gin.Context) (view, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		v, err := f(c)
		switch {
		case err != nil:
			s.fail(c, err)
		case v.moved:
			c.Redirect(http.StatusMovedPermanently, v.to)
		case v.to != "":
			c.Redirect(http.StatusSeeOther, v.to)
		default:
			s.render(c, http.StatusOK, v)
		}
	}
}

// render writes a page once the whole of it is there, so that a template that
// fails is a clean 500 and never half a page.
func (s *Server) render(c *gin.Context, status int, v view) {
	var buf bytes.Buffer
	if err := s.templates[v.name].ExecuteTemplate(&buf, "base", v.data); err != nil {
		// The error may quote the data; its place in the template is enough.
		s.Log.Error("template failed", "id", c.Writer.Header().Get(requestID), "template", v.name, "error", fmt.Sprintf("%T", err))
		c.String(http.StatusInternalServerError, "Something went wrong on our side. Please try again.\n")
		return
	}
	if v.shared {
		c.Header("Cache-Control", "public, max-age=300")
	}
	send(c, status, "text/html; charset=utf-8", buf.Bytes())
}

// send answers with text, compressed for a browser that takes it so. A report
// repeats nothing that a visitor chose beside its own lines, so that its size
// tells nobody else what it holds.
func send(c *gin.Context, status int, contentType string, data []byte) {
	c.Header("Vary", "Accept-Encoding")
	if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
		c.Header("Content-Encoding", "gzip")
		data = compress(data)
	}
	c.Data(status, contentType, data)
}

func compress(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data) // to memory, which takes all
	w.Close()
	return b.Bytes()
}

// api makes a handler of a function that returns what to write as JSON, with
// status 200 unless it set another.
func (s *Server) api(f func(*gin.Context) (any, error)) gin.HandlerFunc {
	return func(c *gin.Context) {
		v, err := f(c)
		if err != nil {
			s.fail(c, err)
			return
		}
		data, err := json.Marshal(v)
		if err != nil {
			s.fail(c, fmt.Errorf("encoding the answer: %w", err))
			return
		}
		c.Data(c.Writer.Status(), "application/json", append(data, '\n'))
	}
}
