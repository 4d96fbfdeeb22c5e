package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
	"shortlist/scorer"
)

// A batch is many resumes for one role and posting. Its values in the store of
// batches are the main one, the list of its documents, and what came of each
// (reportPart or failurePart, and the document's key). The documents themselves
// lie in a store of their own until they are judged, by their keys, so that
// there is space for results however many documents wait.
const (
	itemsName   = "items"
	reportPart  = "out."
	failurePart = "bad."
)

// batch is the main value of a batch.
type batch struct {
	Role    string
	Job     string
	Expires time.Time
}

// batchItem is a document as it was sent.
type batchItem struct {
	Name string
	Key  string // the same for the same bytes
	Size int
}

// document is what there is of it until it is judged.
type document struct {
	Name string
	Data []byte
}

// unjudged is what came of a document that could not be judged.
type unjudged struct {
	Code string // of the parser, or codeUnreadable
	Kind string
}

const codeUnreadable = "unreadable"

// batchJSON says how far a batch is.
type batchJSON struct {
	Schema   string    `json:"schema"`
	ID       string    `json:"id"`
	Role     string    `json:"role"`
	Total    int       `json:"total"`
	Done     int       `json:"done"` // of these, also without success
	Failed   int       `json:"failed"`
	Complete bool      `json:"complete"`
	Expires  time.Time `json:"expires"`
}

func (s *Server) postBatch(c *gin.Context) (any, error) {
	id, err := s.takeBatch(c)
	if err != nil {
		return nil, err
	}
	c.Header("Location", "/api/v1/batches/"+id)
	c.Status(http.StatusAccepted)
	return s.progress(c.Request.Context(), id)
}

func (s *Server) getBatch(c *gin.Context) (any, error) {
	return s.progress(c.Request.Context(), c.Param("id"))
}

func (s *Server) deleteBatch(c *gin.Context) {
	ctx, id := c.Request.Context(), c.Param("id")
	_, err := s.batchOf(ctx, id)
	if err == nil {
		err = s.dropBatch(ctx, id)
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Status(http.StatusNoContent)
}

func (s *Server) dropBatch(ctx context.Context, id string) error {
	return errors.Join(s.Batches.Delete(ctx, id), s.Documents.Delete(ctx, id))
}

// batchOf returns a batch; ErrGone if there is none.
func (s *Server) batchOf(ctx context.Context, id string) (b batch, err error) {
	err = value(ctx, s.Batches, id, mainName, &b)
	return b, err
}

// value decodes a value of a batch.
func value(ctx context.Context, in Store, id, name string, v any) error {
	data, err := in.Get(ctx, id, name)
	if err != nil {
		return err
	}
	return decode(data, v)
}

// putValue encodes a value of a batch.
func putValue(ctx context.Context, in Store, id, name string, v any, expires time.Time) error {
	data, err := encode(v)
	if err != nil {
		return fmt.Errorf("encoding a batch: %w", err)
	}
	return in.Put(ctx, id, name, data, expires)
}

// content is a batch with its documents, and what has come of them by now.
type content struct {
	batch
	items    []batchItem
	outcomes map[string]string // by key, the name of the value
}

func (s *Server) contentOf(ctx context.Context, id string) (content, error) {
	b, err := s.batchOf(ctx, id)
	if err != nil {
		return content{}, err
	}
	got := content{batch: b, outcomes: make(map[string]string)}
	if err := value(ctx, s.Batches, id, itemsName, &got.items); err != nil {
		return content{}, err
	}
	for _, part := range []string{failurePart, reportPart} { // a report goes before a failure
		names, err := s.Batches.Names(ctx, id, part)
		if err != nil {
			return content{}, err
		}
		for _, name := range names {
			got.outcomes[strings.TrimPrefix(name, part)] = name
		}
	}
	return got, nil
}

func (s *Server) progress(ctx context.Context, id string) (batchJSON, error) {
	b, err := s.contentOf(ctx, id)
	if err != nil {
		return batchJSON{}, err
	}
	p := batchJSON{Schema: "shortlist.batch/1", ID: id, Role: b.Role, Total: len(b.items), Expires: b.Expires.UTC().Truncate(time.Second)}
	for _, item := range b.items {
		if outcome, ok := b.outcomes[item.Key]; ok {
			p.Done++
			if strings.HasPrefix(outcome, failurePart) {
				p.Failed++
			}
		}
	}
	p.Complete = p.Done == p.Total
	return p, nil
}

// batchEvents tells of the progress as server-sent events, until the batch is
// complete or goes, or the server does.
func (s *Server) batchEvents(c *gin.Context) {
	ctx, id := c.Request.Context(), c.Param("id")
	p, err := s.progress(ctx, id)
	if err == nil {
		defer s.watching.Add(-1)
		if s.watching.Add(1) > maxWatching {
			err = errBusy
		}
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Content-Type", "text/event-stream")
	c.Status(http.StatusOK)
	told := batchJSON{}
	for quiet := time.Now(); err == nil; p, err = s.progress(ctx, id) {
		extendDeadlines(c, time.Now().Add(2*quietTime))
		switch {
		case p != told:
			err = writeEvent(c.Writer, p)
			told, quiet = p, time.Now()
		case time.Since(quiet) > quietTime: // so that proxies keep the connection
			_, err = io.WriteString(c.Writer, ":\n\n")
			quiet = time.Now()
		}
		c.Writer.Flush()
		// What a look costs grows with the batch.
		if err != nil || p.Complete || s.leaving.Load() || !sleep(ctx, time.Duration(100+p.Total)*2*time.Millisecond) {
			return
		}
	}
}

const (
	quietTime   = 15 * time.Second // without an event
	maxWatching = 200              // who are told at once
)

func writeEvent(w io.Writer, p batchJSON) error {
	data, err := json.Marshal(p)
	if err != nil {
		return err
	}
	event := "progress"
	if p.Complete {
		event = "complete"
	}
	_, err = fmt.Fprintf(w, "event: %s\ndata: %s\n\n", event, data)
	return err
}

// extendDeadlines gives a request more time than others have. Where the
// connection knows no deadline there is none to extend.
func extendDeadlines(c *gin.Context, until time.Time) {
	rc := http.NewResponseController(c.Writer)
	_, _ = rc.SetReadDeadline(until), rc.SetWriteDeadline(until)
}

// batchResults writes what has come of the documents by now, in the order in
// which they were sent.
func (s *Server) batchResults(c *gin.Context) {
	ctx, id := c.Request.Context(), c.Param("id")
	b, err := s.contentOf(ctx, id)
	format := c.DefaultQuery("format", "jsonl")
	if err == nil && format != "jsonl" && format != "csv" {
		err = badRequest("There is no such format. Choose one of: jsonl, csv.")
	}
	if err != nil {
		s.fail(c, err)
		return
	}
	c.Header("Content-Disposition", "attachment; filename=reports."+format)
	c.Header("Content-Type", "application/jsonl")
	write := func(o outcome) error { return json.NewEncoder(c.Writer).Encode(o.json()) }
	if format == "csv" {
		c.Header("Content-Type", "text/csv; charset=utf-8; header=present")
		var table *scorer.Table
		table, err = scorer.NewTable(c.Writer, true)
		write = func(o outcome) error { return o.addTo(table) }
	}
	for _, item := range b.items {
		if err != nil {
			break
		}
		if name, ok := b.outcomes[item.Key]; ok {
			extendDeadlines(c, time.Now().Add(partTime))
			err = s.writeOutcome(ctx, id, name, item, write)
		}
	}
	if err != nil { // the status is sent; only a broken connection can say that this is not all
		s.Log.Error("results broke off", "id", c.Writer.Header().Get(requestID), "error", err)
		panic(http.ErrAbortHandler)
	}
}

// outcome is what came of a document: a report, or why there is none.
type outcome struct {
	file   parser.File
	report *scorer.Report // nil where there is none
	code   string
	reason string // in words
}

func (s *Server) writeOutcome(ctx context.Context, id, name string, item batchItem, write func(outcome) error) error {
	o := outcome{file: parser.File{Name: item.Name, Bytes: item.Size}}
	var err error
	if strings.HasPrefix(name, reportPart) {
		if err = value(ctx, s.Batches, id, name, &o.report); err == nil {
			o.report.Document.File.Name = item.Name // others may have sent the same bytes
		}
	} else {
		var f unjudged
		err = value(ctx, s.Batches, id, name, &f)
		p := unreadable[f.Code]
		if p == nil {
			p = errInternal
		}
		o.file.Kind, o.code, o.reason = f.Kind, f.Code, strings.TrimSpace(p.title+". "+p.fix)
	}
	if errors.Is(err, ErrGone) {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	return write(o)
}

// json returns what stands for the outcome, as on the command line.
func (o outcome) json() any {
	if o.report != nil {
		return o.report
	}
	return failureJSON{"shortlist.report/1", o.file, failureReason{o.code, o.reason}}
}

func (o outcome) addTo(t *scorer.Table) error {
	if o.report != nil {
		return t.Add(o.file.Name, o.report)
	}
	return t.AddUnread(o.file.Name, o.file, o.code, o.reason)
}

// failureJSON stands for a document that could not be read.
type failureJSON struct {
	Schema string        `json:"schema"`
	File   parser.File   `json:"file"`
	Error  failureReason `json:"error"`
}

type failureReason struct {
	Code    string `json:"code"`
	Message string `json:"message"`
}
