package parser

import (
	"errors"
	"time"
)

// What can be wrong with a document. Parse returns an error that wraps one of
// these; its text adds what was seen.
var (
	ErrFormat     = errors.New("this is neither a PDF nor a Word document (.docx)")
	ErrEncrypted  = errors.New("the document is locked with a password")
	ErrNoText     = errors.New("the document holds no text, only pictures of it")
	ErrDamaged    = errors.New("the document is damaged")
	ErrTooLarge   = errors.New("the document is too large")
	ErrTooComplex = errors.New("the document is too complex")
	ErrTimeout    = errors.New("reading the document took too long")
)

// codes are the contract's codes of the errors of Parse.
var codes = []struct {
	err  error
	code string
}{
	{ErrFormat, "format"},
	{ErrEncrypted, "encrypted"},
	{ErrNoText, "no-text"},
	{ErrTooLarge, "too-large"},
	{ErrTooComplex, "too-complex"},
	{ErrTimeout, "timeout"},
	{ErrDamaged, "damaged"},
}

// Code returns the contract's code for an error of Parse: "format",
// "encrypted", "no-text", "damaged", "too-large", "too-complex" or "timeout";
// "" for any other error.
func Code(err error) string {
	for _, c := range codes {
		if errors.Is(err, c.err) {
			return c.code
		}
	}
	return ""
}

// ErrorOf returns the error that a code and a text tell of: its Code is code, if
// there is such a code.
func ErrorOf(code, text string) error {
	for _, c := range codes {
		if c.code == code {
			return &codedError{c.err, text}
		}
	}
	return errors.New(text)
}

// codedError is one of the errors above with a text of its own.
type codedError struct {
	error
	text string
}

func (e *codedError) Error() string { return e.text }
func (e *codedError) Unwrap() error { return e.error }

// Limits bound what a document may cost. They are checked before reading where
// the file declares its size, and while reading where it does not.
type Limits struct {
	Bytes    int           // of the file
	Pages    int           // of a PDF
	Inflated int64         // bytes of a DOCX after decompression, all parts together
	Entries  int           // files in a DOCX
	Depth    int           // nested XML elements of a DOCX, nested PDF forms
	Runes    int           // of text
	Time     time.Duration // for the whole of Parse
}

// DefaultLimits returns the limits of the service.
func DefaultLimits() Limits {
	return Limits{
		Bytes:    10 << 20,
		Pages:    20,
		Inflated: 100 << 20,
		Entries:  2000,
		Depth:    200,
		Runes:    500_000,
		Time:     8 * time.Second,
	}
}
