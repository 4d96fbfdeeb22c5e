package prep

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strconv"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"go.abhg.dev/goldmark/frontmatter"
)

// section is the part of a file under one heading, or above the first.
type section struct {
	heading string
	html    template.HTML
	text    string // paragraphs apart by an empty line, items of a list by a line break
}

// parseMarkdown decodes the front matter into meta and returns the sections of
// the rest. Raw HTML is left out.
func parseMarkdown(source []byte, meta any) ([]section, error) {
	md := goldmark.New(goldmark.WithExtensions(&frontmatter.Extender{}))
	ctx := parser.NewContext()
	doc := md.Parser().Parse(text.NewReader(source), parser.WithContext(ctx))
	front := frontmatter.Get(ctx)
	if front == nil {
		return nil, errors.New("the file does not begin with front matter between lines of ---")
	}
	if err := front.Decode(meta); err != nil {
		return nil, fmt.Errorf("front matter: %w", err)
	}
	var sections []section
	var body bytes.Buffer
	var blocks []string
	current := section{}
	finish := func() {
		if body.Len() > 0 || current.heading != "" {
			current.html = template.HTML(body.String())
			current.text = strings.Join(blocks, "\n\n")
			sections = append(sections, current)
		}
		body.Reset()
		blocks = nil
	}
	for n := doc.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			finish()
			current = section{heading: inlineText(h, source)}
			continue
		}
		if err := md.Renderer().Render(&body, source, n); err != nil {
			return nil, err
		}
		blocks = append(blocks, blockText(n, source))
	}
	finish()
	return sections, nil
}

// blockText returns a paragraph, or the items of a list with their marks, as
// plain text.
func blockText(n ast.Node, source []byte) string {
	list, ok := n.(*ast.List)
	if !ok {
		return inlineText(n, source)
	}
	var items []string
	number := list.Start
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		mark := "- "
		if list.IsOrdered() {
			mark = strconv.Itoa(number) + ". "
			number++
		}
		items = append(items, mark+inlineText(item, source))
	}
	return strings.Join(items, "\n")
}

func inlineText(n ast.Node, source []byte) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			b.WriteString(inlineText(c, source))
			continue
		}
		b.Write(t.Value(source))
		if t.SoftLineBreak() || t.HardLineBreak() {
			b.WriteByte(' ')
		}
	}
	return b.String()
}
