package web

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"shortlist/parser"
)

// Bounds on what is sent at once.
const (
	maxBatchBody = 512 << 20        // bytes of a request
	maxArchive   = 64 << 20         // bytes of a zip of documents, which is held in memory
	maxTaking    = 2                // batches that are taken at once
	partTime     = 30 * time.Second // for a document to come
	batchTime    = 10 * time.Minute // for all
)

// batchForm takes a batch document by document, so that it is held in the store
// and not by the request.
type batchForm struct {
	s       *Server
	ctx     context.Context
	id      string
	batch   batch
	posting []byte // a file with the posting
	items   []batchItem
	seen    map[string]bool // keys
	size    int             // of the documents together, in bytes
}

// takeBatch reads a batch from a form, puts it into the store and hands out its
// tasks. Nothing of one that cannot be taken as a whole is kept.
func (s *Server) takeBatch(c *gin.Context) (id string, err error) {
	if !s.taking.TryAcquire(1) {
		return "", errBusy
	}
	defer s.taking.Release(1)
	f := batchForm{
		s: s, ctx: c.Request.Context(), id: rand.Text(), seen: make(map[string]bool),
		batch: batch{Role: defaultRole, Expires: time.Now().Add(s.ReportTTL)},
	}
	defer func() {
		if err != nil {
			// Also where the sender has gone; what is left then goes when its time is up.
			_ = s.dropBatch(context.WithoutCancel(f.ctx), f.id)
		}
	}()
	if err := f.read(c); err != nil {
		return "", err
	}
	if err := f.keep(); err != nil {
		return "", err
	}
	for key := range f.seen {
		if err := s.Queue.Push(f.ctx, Task{Batch: f.id, Item: key}); err != nil {
			return "", err
		}
	}
	return f.id, nil
}

func (f *batchForm) read(c *gin.Context) error {
	c.Request.Body = http.MaxBytesReader(nil, c.Request.Body, maxBatchBody)
	parts, err := c.Request.MultipartReader()
	if err != nil {
		return badRequest(noForm(c.Request))
	}
	end := time.Now().Add(batchTime)
	for {
		if until := time.Now().Add(partTime); until.Before(end) {
			extendDeadlines(c, until)
		}
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return broken(err)
		}
		if err := f.readPart(part); err != nil {
			return err
		}
	}
}

func (f *batchForm) readPart(part *multipart.Part) error {
	if part.FormName() != "resume" {
		u := upload{form: form{Role: f.batch.Role, Job: f.batch.Job}, Posting: f.posting}
		err := f.s.readPart(&u, part)
		f.batch.Role, f.batch.Job, f.posting = u.Role, u.Job, u.Posting
		return err
	}
	data, err := io.ReadAll(io.LimitReader(part, maxArchive+1))
	if err != nil {
		return broken(err)
	}
	if files := archived(data); files != nil {
		if len(data) > maxArchive {
			return parser.ErrTooLarge
		}
		return f.addArchive(files)
	}
	return f.add(part.FileName(), data)
}

// archived returns the files of a zip archive; nil if the data is none, or a
// Word document.
func archived(data []byte) []*zip.File {
	if !bytes.HasPrefix(data, []byte("PK")) {
		return nil
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil
	}
	for _, file := range z.File {
		if strings.HasPrefix(file.Name, "word/") || file.Name == "[Content_Types].xml" {
			return nil
		}
	}
	return z.File
}

// addArchive adds the documents of an archive. As in a folder, hidden files and
// what is no document by its bytes are left out.
func (f *batchForm) addArchive(files []*zip.File) error {
	for _, file := range files[:min(len(files), 10*f.s.MaxBatch)] {
		name := path.Base(strings.ReplaceAll(file.Name, `\`, "/"))
		if file.FileInfo().IsDir() || strings.HasPrefix(name, ".") || strings.HasPrefix(file.Name, "__MACOSX/") {
			continue
		}
		data, err := f.inflate(file)
		if err != nil {
			return badArchive
		}
		if data == nil {
			continue
		}
		if err := f.add(name, data); err != nil {
			return err
		}
	}
	return nil
}

// inflate returns the bytes of a file, one more than may be at most; nil if it is
// no document.
func (f *batchForm) inflate(file *zip.File) ([]byte, error) {
	r, err := file.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	head, err := io.ReadAll(io.LimitReader(r, 1024))
	if err != nil || kindOf(head) == "" {
		return nil, err
	}
	rest, err := io.ReadAll(io.LimitReader(r, int64(f.s.Limits.Bytes+1-len(head))))
	return append(head, rest...), err
}

var badArchive = badRequest("The zip archive is damaged or locked with a password. Make it anew, or send the documents themselves.")

// kindOf returns what data begins as, "" if that is no kind of document.
func kindOf(data []byte) string {
	switch {
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return "pdf"
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return "docx"
	}
	return ""
}

// add takes a document. The same bytes are judged once, and stand in the results
// as often as they were sent.
func (f *batchForm) add(name string, data []byte) error {
	if len(f.items) >= f.s.MaxBatch {
		return badRequest(fmt.Sprintf("There are too many resumes in it. Send up to %d at a time.", f.s.MaxBatch))
	}
	if f.size += len(data); f.size > maxBatchBody {
		return parser.ErrTooLarge
	}
	mac := hmac.New(sha256.New, []byte(f.id)) // so that the store does not tell who else's document it is
	mac.Write(data)
	item := batchItem{Name: path.Base(strings.ToValidUTF8(name, "\uFFFD")), Key: hex.EncodeToString(mac.Sum(nil)[:16]), Size: len(data)}
	f.items = append(f.items, item)
	if f.seen[item.Key] {
		return nil
	}
	f.seen[item.Key] = true
	if len(data) > f.s.Limits.Bytes {
		data = data[:f.s.Limits.Bytes+1] // enough for the reader to see that it is too large
	}
	return putValue(f.ctx, f.s.Documents, f.id, item.Key, document{item.Name, data}, f.batch.Expires)
}

// keep puts what makes a batch of the documents.
func (f *batchForm) keep() error {
	if err := f.s.valid(form{Role: f.batch.Role, Job: f.batch.Job}); err != nil {
		return err
	}
	if len(f.items) == 0 {
		return badRequest("There is no resume in it. Send PDF or Word files (.docx), each as a field called resume, or a zip of them.")
	}
	u := upload{form: form{Job: f.batch.Job}, Posting: f.posting}
	if err := f.s.readPosting(f.ctx, &u); err != nil {
		return err
	}
	f.batch.Job = u.Job
	return errors.Join(
		putValue(f.ctx, f.s.Batches, f.id, itemsName, f.items, f.batch.Expires),
		putValue(f.ctx, f.s.Batches, f.id, mainName, f.batch, f.batch.Expires))
}
