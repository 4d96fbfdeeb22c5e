package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"shortlist/parser"
	"shortlist/scorer"
)

// codeUnreadable stands in JSON where a file could not be opened at all.
const codeUnreadable = "unreadable"

var errEmptyFolder = errors.New("the folder holds no PDF and no Word document")

// advice says what to do about an error of parser.Parse, by its code.
var advice = map[string]string{
	"format":      "export the resume as PDF, or save it as .docx",
	"encrypted":   "save a copy without a password and check that",
	"no-text":     "export it from the program it was written in, as text, instead of scanning or photographing it",
	"damaged":     "open it in the program that made it and export it again",
	"too-large":   "make its pictures smaller, or leave them out",
	"too-complex": "shorten it to 20 pages; if it is short, export it again without drawings, attachments and embedded files",
	"timeout":     "export it again as a plain document, without drawings",
}

// code returns the code that stands for err in JSON.
func code(err error) string {
	if code := parser.Code(err); code != "" {
		return code
	}
	return codeUnreadable
}

// explain says what is wrong with a file and what to do about it.
func explain(err error) string {
	if todo, ok := advice[parser.Code(err)]; ok {
		return reason(err) + "; " + todo
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file; check the name and the folder"
	case errors.Is(err, fs.ErrPermission):
		return "this file may not be read; check its permissions"
	case errors.Is(err, syscall.EISDIR):
		return "this is a folder; name a document in it"
	case errors.Is(err, errEmptyFolder):
		return err.Error() + "; name another folder, or the files themselves"
	}
	return "the file could not be read: " + err.Error()
}

// explainPosting says what is wrong with the file of a job posting.
func explainPosting(err error) string {
	switch {
	case errors.Is(err, scorer.ErrPostingEmpty):
		return "there is no text in it; copy the posting into a text file"
	case errors.Is(err, scorer.ErrPostingLong):
		return "a posting has 20,000 characters at most; keep the text of the one job"
	case errors.Is(err, scorer.ErrPostingKind):
		return "this is no text (UTF-8), web page, PDF or Word document; copy the posting into a text file"
	}
	return reason(err) + "; copy the posting into a text file"
}

// reason says what is wrong with a document. Of a file that is too large no
// more is read than shows that, so its size is not known; a document without
// text may be empty or hold pictures.
func reason(err error) string {
	switch {
	case errors.Is(err, parser.ErrTooLarge):
		return fmt.Sprintf("%v: a file may have %d MB at most", parser.ErrTooLarge, parser.DefaultLimits().Bytes>>20)
	case errors.Is(err, parser.ErrNoText):
		return "the document holds no text: it is empty, or a picture of text"
	}
	return err.Error()
}
