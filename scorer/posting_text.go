package scorer

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"shortlist/parser"
)

// Limits of a job posting: its text, and the web page that holds it.
const (
	MaxPosting     = 20_000 // characters
	MaxPostingPage = 2 << 20
)

// What is wrong with a job posting, beside what is with a document (package parser).
var (
	ErrPostingEmpty = errors.New("the posting holds no text")
	ErrPostingLong  = errors.New("the posting is too long")
	ErrPostingKind  = errors.New("the posting is neither text nor a web page, PDF or Word document")
)

// ReadPosting returns the text of a job posting for Options.Job. It may be plain
// text, a web page, or a PDF or Word document, which is given to read: the bytes
// decide. An error wraps one of those above or is read's.
func ReadPosting(data []byte, read func([]byte) (*parser.Document, error)) (string, error) {
	text := string(data)
	switch {
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")), bytes.HasPrefix(data, []byte("PK\x03\x04")):
		doc, err := read(data)
		if err != nil {
			return "", err
		}
		text = textOf(doc)
	case len(data) > MaxPostingPage:
		return "", ErrPostingLong
	case bytes.IndexByte(data, 0) >= 0:
		return "", ErrPostingKind
	case !utf8.Valid(data):
		if !looksLikeHTML(text) {
			return "", ErrPostingKind
		}
		r, err := charset.NewReader(bytes.NewReader(data), "text/html")
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrPostingKind, err)
		}
		page, err := io.ReadAll(r)
		if err != nil {
			return "", fmt.Errorf("%w: %w", ErrPostingKind, err)
		}
		text = string(page)
	}
	text = strings.TrimPrefix(text, "\ufeff")
	if looksLikeHTML(text) {
		text = textOfHTML(text)
	}
	switch {
	case strings.TrimSpace(text) == "":
		return "", ErrPostingEmpty
	case utf8.RuneCountInString(text) > MaxPosting:
		return "", ErrPostingLong
	}
	return text, nil
}

// textOf returns the lines of a document, headings and items of lists marked as
// in Markdown.
func textOf(doc *parser.Document) string {
	var b strings.Builder
	for _, st := range doc.Statements {
		switch st.Role {
		case parser.RoleHeading:
			b.WriteString("\n## ")
		case parser.RoleBullet:
			b.WriteString("- ")
		}
		b.WriteString(st.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

var tagRE = regexp.MustCompile(`(?i)<(?:!doctype html|html|head|body|div|p|br|ul|ol|li|h[1-6]|span|section|main|table|strong|b)\b[^<>]*>`)

// looksLikeHTML reports whether a text is a web page or a piece of one.
func looksLikeHTML(text string) bool { return len(tagRE.FindAllStringIndex(text, 3)) >= 2 }

// textOfHTML returns the lines of the job posting on a web page, as textOf does.
func textOfHTML(page string) string {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil { // no page is so broken: the reader itself failed
		return page
	}
	if text := textOfJobPosting(root); text != "" {
		return text
	}
	return textOfNode(mainOf(root))
}

func textOfNode(n *html.Node) string {
	w := new(htmlText)
	w.write(n)
	w.flush()
	return w.b.String()
}

// textOfPiece returns the lines of a piece of HTML.
func textOfPiece(text string) string {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return text
	}
	return textOfNode(root)
}

// jobPosting is what a page says of its job for search engines
// (https://schema.org/JobPosting).
type jobPosting struct {
	Type         any             `json:"@type"`
	Graph        json.RawMessage `json:"@graph"`
	Title        string          `json:"title"`
	Description  string          `json:"description"`
	LocationType string          `json:"jobLocationType"`
	Location     any             `json:"jobLocation"`
	Company      any             `json:"hiringOrganization"`
	URL          string          `json:"url"`
	Posted       string          `json:"datePosted"`
	Through      string          `json:"validThrough"`

	Qualifications   any `json:"qualifications"`
	Skills           any `json:"skills"`
	Responsibilities any `json:"responsibilities"`
	Experience       any `json:"experienceRequirements"`
	Education        any `json:"educationRequirements"`
}

// textOfJobPosting returns the text of the job that a page describes for search
// engines; "" if it describes none.
func textOfJobPosting(root *html.Node) string {
	for n := range root.Descendants() {
		if !isLinkedData(n) {
			continue
		}
		if found := findJobPostings(json.RawMessage(n.FirstChild.Data), false); len(found) > 0 && found[0].Description != "" {
			return found[0].text()
		}
	}
	return ""
}

// findJobPostings looks for jobs in a script, which may hold one alone, a list or
// a graph.
func findJobPostings(data json.RawMessage, inGraph bool) (found []jobPosting) {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		list = []json.RawMessage{data}
	}
	for _, item := range list {
		var p jobPosting
		if json.Unmarshal(item, &p) != nil {
			continue
		}
		if slices.Contains(stringsIn(p.Type), "JobPosting") {
			found = append(found, p)
		} else if len(p.Graph) > 0 && !inGraph {
			found = append(found, findJobPostings(p.Graph, true)...)
		}
	}
	return found
}

func (p *jobPosting) text() string {
	var b strings.Builder
	b.WriteString("# " + html.UnescapeString(p.Title) + "\n")
	if place := placeOf(p.Location); place != "" {
		b.WriteString("Location: " + place + "\n")
	}
	if p.LocationType == "TELECOMMUTE" {
		b.WriteString("Workplace: remote\n")
	}
	description := p.Description
	if !looksLikeHTML(description) {
		description = html.UnescapeString(description)
	}
	if looksLikeHTML(description) {
		description = textOfPiece(description)
	}
	b.WriteString("\n" + description + "\n")
	for _, x := range []struct {
		heading string
		value   any
	}{
		{"Responsibilities", p.Responsibilities}, {"Qualifications", p.Qualifications}, {"Skills", p.Skills}, {"Experience", p.Experience}, {"Education", p.Education},
	} {
		if texts := stringsIn(x.value); len(texts) > 0 {
			b.WriteString("\n## " + x.heading + "\n" + textOfPiece("<p>"+strings.Join(texts, "</p><p>")+"</p>"))
		}
	}
	return b.String()
}

// placeOf returns the town, region and country of a place as schema.org has it.
func placeOf(v any) string {
	switch v := v.(type) {
	case []any:
		if len(v) > 0 {
			return placeOf(v[0])
		}
	case map[string]any:
		if address, ok := v["address"]; ok {
			return placeOf(address)
		}
		var parts []string
		for _, key := range []string{"addressLocality", "addressRegion", "addressCountry"} {
			texts := stringsIn(v[key])
			parts = append(parts, texts[:min(1, len(texts))]...)
		}
		return strings.Join(parts, ", ")
	case string:
		return v
	}
	return ""
}

// stringsIn returns the texts of a value that may be a text, a list or an object with a name.
func stringsIn(v any) []string {
	switch v := v.(type) {
	case string:
		if strings.TrimSpace(v) != "" {
			return []string{v}
		}
	case []any:
		var out []string
		for _, x := range v {
			out = append(out, stringsIn(x)...)
		}
		return out
	case map[string]any:
		for _, key := range []string{"name", "description", "credentialCategory"} {
			if s := stringsIn(v[key]); s != nil {
				return s
			}
		}
	}
	return nil
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// mainOf returns the part of a page that holds its content.
func mainOf(root *html.Node) *html.Node {
	for _, a := range []atom.Atom{atom.Main, atom.Article} {
		for n := range root.Descendants() {
			if n.DataAtom == a {
				return n
			}
		}
	}
	return root
}

// htmlText writes a page as lines.
type htmlText struct {
	b    strings.Builder
	line strings.Builder
	mark string // of the line being written
}

// aside are elements that hold nothing of the posting.
var aside = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Footer: true, atom.Aside: true,
	atom.Form: true, atom.Button: true, atom.Select: true, atom.Svg: true, atom.Head: true, atom.Iframe: true, atom.Dialog: true,
}

// blocks are elements that stand on lines of their own.
var blocksOfHTML = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Ul: true, atom.Ol: true, atom.Li: true, atom.Section: true, atom.Article: true, atom.Main: true, atom.Header: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Table: true, atom.Tr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.Blockquote: true, atom.Pre: true, atom.Body: true, atom.Hr: true,
}

func (w *htmlText) write(n *html.Node) {
	if n.Type == html.TextNode {
		w.line.WriteString(n.Data)
		return
	}
	if aside[n.DataAtom] || attribute(n, "hidden") != "" || attribute(n, "aria-hidden") == "true" {
		return
	}
	block := blocksOfHTML[n.DataAtom]
	if block {
		w.flush()
	}
	switch n.DataAtom {
	case atom.Br:
		w.flush()
	case atom.Li:
		w.mark = "- "
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.b.WriteByte('\n')
		w.mark = "## "
		if n.DataAtom == atom.H1 {
			w.mark = "# "
		}
	case atom.P, atom.Div, atom.Section:
		if w.mark == "" && w.bold(n) {
			w.b.WriteByte('\n')
			w.mark = "## "
		}
	case atom.Td, atom.Th:
		if w.line.Len() > 0 {
			w.line.WriteString(": ") // a table of facts: "City: Leeds"
		}
	}
	for k := range n.ChildNodes() {
		w.write(k)
	}
	if block {
		w.flush()
	}
	if n.DataAtom == atom.Ul || n.DataAtom == atom.Ol || n.DataAtom == atom.P {
		w.b.WriteByte('\n')
	}
}

// bold reports whether all text of a paragraph is set bold or underlined, as headings are
// where there are no elements for them.
func (w *htmlText) bold(n *html.Node) bool {
	found := false
	for k := range n.ChildNodes() {
		switch {
		case k.Type == html.TextNode && strings.TrimSpace(k.Data) == "", k.DataAtom == atom.Br:
		case k.DataAtom == atom.B || k.DataAtom == atom.Strong || k.DataAtom == atom.U || (k.DataAtom == atom.Span || k.DataAtom == atom.Em || k.DataAtom == atom.Font) && w.bold(k):
			found = true
		default:
			return false
		}
	}
	return found
}

func (w *htmlText) flush() {
	text := strings.Join(strings.Fields(w.line.String()), " ")
	w.line.Reset()
	if text == "" {
		return
	}
	w.b.WriteString(w.mark + text + "\n")
	w.mark = ""
}
