package main

import (
	"errors"

	"shortlist/parser"
)

const schemaParse = "shortlist.parse/1"

type parseCommand struct {
	Files  []string      `arg:"" name:"file" help:"PDF or Word documents, folders of them (searched through, hidden files left out), or - for standard input."`
	Format string        `enum:"text,json" default:"text" help:"Output: text, or json with one object a line (${enum})."`
	Reader parser.Reader `enum:"both,page,stream" default:"both" help:"Engines that read a PDF (${enum}); page is not part of this version."`
}

// Run prints what a machine reads of each document.
func (c *parseCommand) Run(t *terminal) error {
	if c.Reader == parser.ReaderPage {
		return errors.New("--reader page is not part of this version; use --reader stream, which takes the text in the order of the file")
	}
	return batch[*parser.Document]{
		schema: schemaParse,
		format: c.Format,
		reader: c.Reader,
		work:   func(doc *parser.Document, _ float64) (*parser.Document, error) { return doc, nil },
	}.run(t, c.Files)
}
