package output

import (
	"io"
	"reflect"
	"strings"

	"github.com/parquet-go/parquet-go"

	"rolecall/cmd/internal/result"
	"rolecall/lexicon"
)

// A parquetRow is a row as a Parquet file has it: the columns of the CSV file,
// with their types, and the evidence as a list.
type parquetRow struct {
	Name            string                   `parquet:"name"`
	ID              string                   `parquet:"id"`
	Outcome         string                   `parquet:"outcome,dict"`
	Label           string                   `parquet:"label,dict"`
	Candidates      []string                 `parquet:"candidates,list"`
	Confidence      float64                  `parquet:"confidence"`
	TPM             float64                  `parquet:"p_tpm"`
	PM              float64                  `parquet:"p_pm"`
	PMT             float64                  `parquet:"p_pmt"`
	EM              float64                  `parquet:"p_em"`
	None            float64                  `parquet:"p_none"`
	Second          string                   `parquet:"second,dict"`
	SecondProb      float64                  `parquet:"second_probability"`
	Title           string                   `parquet:"title"`
	Company         string                   `parquet:"company"`
	Location        string                   `parquet:"location"`
	Date            string                   `parquet:"date"`
	URL             string                   `parquet:"url"`
	TitleLabel      string                   `parquet:"title_label,dict"`
	TitleCandidates []string                 `parquet:"title_candidates,list"`
	TitleNear       string                   `parquet:"title_near,dict"`
	Level           string                   `parquet:"level,dict"`
	BodyLabel       string                   `parquet:"body_label,dict"`
	BodyConfidence  float64                  `parquet:"body_confidence"`
	Verdict         string                   `parquet:"verdict,dict"`
	Severity        float64                  `parquet:"severity"`
	Evidence        []result.ParquetEvidence `parquet:"evidence,list"`
	Strategy        string                   `parquet:"strategy,dict"`
	Coverage        float64                  `parquet:"coverage"`
	Language        string                   `parquet:"language,dict"`
	Warnings        []string                 `parquet:"warnings,list"`
	Reason          string                   `parquet:"reason,dict"`
	Error           string                   `parquet:"error"`
	Version         string                   `parquet:"version,dict"`
	Seq             int64                    `parquet:"seq"`
	Fingerprint     string                   `parquet:"fingerprint"`
	Group           string                   `parquet:"group"`
	Duplicate       bool                     `parquet:"duplicate"`
}

// parquetRows writes Placed rows, or of some the columns that are wanted.
func parquetRows(w *Writer, out io.Writer, header []string, narrow bool) {
	if narrow {
		narrowParquet(w, out, header)
		return
	}
	p := result.NewParquetWriter[parquetRow](out)
	w.Write = func(r Row) error {
		_, err := p.Write([]parquetRow{newParquetRow(r.(Placed))})
		return err
	}
	w.Close = p.Close
}

// narrowParquet writes the named columns of Placed rows, with the types that they
// have among all.
func narrowParquet(w *Writer, out io.Writer, header []string) {
	all := reflect.TypeFor[parquetRow]()
	var fields []reflect.StructField
	for _, name := range header {
		for _, f := range reflect.VisibleFields(all) {
			if column, _, _ := strings.Cut(f.Tag.Get("parquet"), ","); column == name {
				fields = append(fields, f)
			}
		}
	}
	some := reflect.New(reflect.StructOf(fields)).Elem()
	schema := parquet.SchemaOf(some.Interface())
	p := result.NewParquetWriter[any](out, schema)
	w.Write = func(r Row) error {
		whole := reflect.ValueOf(newParquetRow(r.(Narrow).of.(Placed)))
		for i, f := range fields {
			some.Field(i).Set(whole.FieldByIndex(f.Index))
		}
		_, err := p.WriteRows([]parquet.Row{schema.Deconstruct(nil, some.Interface())})
		return err
	}
	w.Close = p.Close
}

func newParquetRow(r Placed) parquetRow {
	p := func(role lexicon.Role) float64 { return r.Probabilities[role] }
	return parquetRow{
		Name: r.Name, ID: r.ID, Outcome: string(r.Outcome), Label: string(r.Label), Candidates: result.Strings(r.Candidates), Confidence: r.Confidence,
		TPM: p(lexicon.TPM), PM: p(lexicon.PM), PMT: p(lexicon.PMT), EM: p(lexicon.EM), None: p(lexicon.None),
		Second: string(r.Second), SecondProb: r.SecondProbability,
		Title: r.Title, Company: r.Company, Location: r.Location, Date: r.Date, URL: r.URL,
		TitleLabel: string(r.TitleReading.Label), TitleCandidates: result.Strings(r.TitleReading.Candidates), TitleNear: r.TitleReading.Near, Level: r.TitleReading.Level,
		BodyLabel: string(r.Body.Label), BodyConfidence: r.Body.Confidence, Verdict: string(r.Verdict), Severity: r.Severity,
		Evidence: result.ParquetEvidenceOf(r.Evidence), Strategy: r.Strategy, Coverage: r.Coverage, Language: r.Language, Warnings: r.Warnings,
		Reason: r.Reason, Error: r.Error, Version: r.Version,
		Seq: r.Seq, Fingerprint: r.Fingerprint.String(), Group: r.Group, Duplicate: r.Duplicate,
	}
}
