package main

import (
	"context"

	"shortlist/parser"
)

const schemaParse = "shortlist.parse/1"

type parseCommand struct {
	Files  []string      `arg:"" name:"file" help:"PDF or Word documents, folders of them (searched through, hidden files left out), or - for standard input."`
	Format string        `enum:"text,json" default:"text" help:"Output: text, or json with one object a line (${enum})."`
	Reader parser.Reader `enum:"both,page,stream" default:"both" help:"Engines that read a PDF: page takes what stands on the page, stream the text in the order of the file, both compares them (${enum})."`
}

// Run prints what a machine reads of each document.
func (c *parseCommand) Run(t *terminal) error {
	inputs, err := expand(c.Files)
	if err != nil {
		return err
	}
	return batch[*parser.Document]{
		printer: newPrinter[*parser.Document](c.Format, schemaParse, t.out),
		reader:  c.Reader,
		work:    func(doc *parser.Document, _ float64) (*parser.Document, error) { return doc, nil },
	}.run(context.Background(), t, inputs, 0)
}
