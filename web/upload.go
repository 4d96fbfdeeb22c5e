package web

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"slices"
	"strings"

	"github.com/go-playground/validator/v10"

	"shortlist/parser"
	"shortlist/scorer"
)

const (
	// maxField bounds a text field in bytes: 20,000 characters fit in any script.
	maxField = 128 << 10

	// maxSkim is how much of an upload beyond the limit is read and thrown
	// away. A browser shows our answer only if it could send its request to the
	// end; without this, a file slightly too large looks like a lost connection.
	maxSkim = 32 << 20
)

// form is what is asked of a resume.
type form struct {
	Role string `validate:"omitempty,role"`
	Job  string `validate:"max=20000"` // text of a job posting; may be a web page
}

// upload is a resume as sent.
type upload struct {
	form
	Name string // as the sender calls the file
	Data []byte `validate:"min=1"`

	Posting []byte // a file with the job posting; goes before its text
}

// pdf returns the bytes to draw the pages of a report from; nil for other kinds.
func (u upload) pdf(r *scorer.Report) []byte {
	if r.Document.File.Kind != "pdf" {
		return nil
	}
	return u.Data
}

// newValidator knows a tag of our own: role, one of the roles there are.
func newValidator(roles []string) (*validator.Validate, error) {
	v := validator.New(validator.WithRequiredStructEnabled())
	err := v.RegisterValidation("role", func(f validator.FieldLevel) bool {
		return slices.Contains(roles, f.Field().String())
	})
	return v, err
}

// valid tells what is wrong with v in words for the person who filled the form.
func (s *Server) valid(v any) error {
	var invalid validator.ValidationErrors
	if err := s.validate.Struct(v); !errors.As(err, &invalid) {
		return err
	}
	var sentences []string
	for _, f := range invalid {
		switch f.Field() {
		case "Role":
			sentences = append(sentences, "There is no such role. Choose one of: "+strings.Join(s.Scorer.Roles(), ", ")+".")
		case "Job":
			sentences = append(sentences, "The job posting is too long. Paste up to 20,000 characters of it.")
		case "Data":
			sentences = append(sentences, "There is no resume in it. Choose a PDF or a Word file (.docx).")
		case "Query", "Words":
			sentences = append(sentences, "The search is too long. Use up to 200 characters.")
		case "Place", "Remote", "Level", "Page":
			sentences = append(sentences, "The list of jobs has no such filter or page. Choose from those it offers.")
		default:
			return fmt.Errorf("no sentence for the field %s", f.Field())
		}
	}
	return badRequest(strings.Join(sentences, " "))
}

// readForm reads the multipart form of an upload. It holds no more of it in
// memory than the limits allow, and none of it on disk. The fields are
// returned as far as they could be read, also beside an error; asked stands for
// those that the form leaves out.
func (s *Server) readForm(r *http.Request, asked form) (upload, error) {
	u := upload{form: asked}
	s.limitBody(r)
	parts, err := r.MultipartReader()
	if err != nil {
		return u, badRequest(noForm(r))
	}
	var failed error // the first; fields may follow a file that cannot be taken
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			break
		}
		if err != nil {
			return u, cmp.Or(failed, broken(err))
		}
		if err := s.readPart(&u, part); failed == nil {
			failed = err
		}
	}
	if failed != nil {
		return u, failed
	}
	return u, s.valid(u)
}

// noForm says why a request is no form that can be read.
func noForm(r *http.Request) string {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && kind == "multipart/form-data" {
		return "Its Content-Type is multipart/form-data but lacks the boundary between the parts. Let the client set this header itself, with the boundary."
	}
	return "It must be sent as multipart/form-data."
}

func (s *Server) readPart(u *upload, part *multipart.Part) (err error) {
	switch part.FormName() {
	case "resume":
		u.Name = part.FileName()
		u.Data, err = s.readFile(part)
	case "role":
		u.Role, err = readField(part)
	case "job":
		// The form has a box for the text and a field for a file, both so called.
		if part.FileName() != "" {
			if u.Posting, err = s.readFile(part); errors.Is(err, parser.ErrTooLarge) {
				err = postingProblem(scorer.ErrPostingLong)
			}
		} else if text, failed := readField(part); text != "" || failed != nil {
			u.Job, err = text, failed
		}
	}
	return err
}

// readBody reads a resume that is the request's whole body.
func (s *Server) readBody(r *http.Request, asked form) (upload, error) {
	u := upload{form: asked}
	s.limitBody(r)
	var err error
	if u.Data, err = s.readFile(r.Body); err != nil {
		return u, err
	}
	return u, s.valid(u)
}

func (s *Server) limitBody(r *http.Request) {
	// No ResponseWriter: it would have the server close the connection.
	r.Body = http.MaxBytesReader(nil, r.Body, int64(s.Limits.Bytes)+maxSkim)
}

func (s *Server) readFile(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, int64(s.Limits.Bytes)+1))
	if err != nil {
		return nil, broken(err)
	}
	if len(data) <= s.Limits.Bytes {
		return data, nil
	}
	if _, err := io.Copy(io.Discard, r); err != nil {
		return nil, broken(err)
	}
	return nil, parser.ErrTooLarge
}

func readField(r io.Reader) (string, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxField+1))
	if err != nil {
		return "", broken(err)
	}
	if len(data) > maxField {
		return "", badRequest("One of its fields is too long. A job posting may have up to 20,000 characters.")
	}
	return clean(data), nil
}

// clean returns the text of a field. Browsers send line ends as CRLF, which
// would count twice.
func clean(data []byte) string {
	return strings.ToValidUTF8(strings.ReplaceAll(string(data), "\r\n", "\n"), "\uFFFD")
}

// broken is the error of a request that could not be read to its end.
func broken(err error) error {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return parser.ErrTooLarge
	}
	return badRequest("The upload broke off before its end. Please send it again.")
}
