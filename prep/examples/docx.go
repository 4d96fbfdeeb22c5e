package examples

import (
	"archive/zip"
	"bytes"
	"embed"
	"encoding/xml"
	"io/fs"
	"strings"
	"text/template"
	"time"
)

// The parts of a Word document, as templates over an example.
//
//go:embed all:docx
var docxFS embed.FS

// DOCX returns the resume as a Word document of plain paragraphs: heading
// styles, bullets by Word's numbering, dates at a right tab, links that work.
func (e Example) DOCX() ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	err := fs.WalkDir(docxFS, "docx", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		source, err := docxFS.ReadFile(path)
		if err != nil {
			return err
		}
		part, err := template.New(path).Funcs(docxFuncs).Parse(string(source))
		if err != nil {
			return err
		}
		w, err := z.Create(strings.TrimPrefix(path, "docx/"))
		if err != nil {
			return err
		}
		return part.Execute(w, docxData{e, e.blocks()})
	})
	if err != nil {
		return nil, err
	}
	err = z.Close()
	return out.Bytes(), err
}

type docxData struct {
	Example
	Blocks []block
}

// HalfPoints is the size of letters some times as large as those of the text and
// some points more, in the unit of Word.
func (d docxData) HalfPoints(times, more int) int { return 2 * (times*d.Look.points() + more) }

var docxFuncs = template.FuncMap{
	"xml": func(text string) (string, error) {
		var b strings.Builder
		err := xml.EscapeText(&b, []byte(text))
		return b.String(), err
	},
	"made":  func() string { return made.Format(time.RFC3339) },
	"style": func(b block) string { return docxStyles[b.Kind] },
}

var docxStyles = map[blockKind]string{
	nameBlock: "Title", titleBlock: "Subtitle", contactBlock: "Normal", headingBlock: "Heading1",
	entryBlock: "Heading2", underBlock: "Place", textBlock: "Normal", bulletBlock: "ListBullet",
}
