package audit

import (
	"io"

	"rolecall/cmd/internal/result"
	"rolecall/lexicon"
)

// An auditParquetRow is a Row as a Parquet file has it, where its name stands too: the
// columns of the CSV file, with their types, and the strongest evidence as a list.
type auditParquetRow struct {
	Name            string                   `parquet:"name"`
	ID              string                   `parquet:"id"`
	Verdict         string                   `parquet:"verdict,dict"`
	Severity        float64                  `parquet:"severity"`
	Neighbours      bool                     `parquet:"neighbours"`
	Title           string                   `parquet:"title"`
	Company         string                   `parquet:"company"`
	URL             string                   `parquet:"url"`
	TitleLabel      string                   `parquet:"title_label,dict"`
	TitleCandidates []string                 `parquet:"title_candidates,list"`
	TitleNear       string                   `parquet:"title_near,dict"`
	Level           string                   `parquet:"level,dict"`
	BodyLabel       string                   `parquet:"body_label,dict"`
	BodyConfidence  float64                  `parquet:"body_confidence"`
	TPM             float64                  `parquet:"body_tpm"`
	PM              float64                  `parquet:"body_pm"`
	PMT             float64                  `parquet:"body_pmt"`
	EM              float64                  `parquet:"body_em"`
	None            float64                  `parquet:"body_none"`
	Label           string                   `parquet:"label,dict"`
	Confidence      float64                  `parquet:"confidence"`
	SuggestedTitle  string                   `parquet:"suggested_title,dict"`
	Suggestion      string                   `parquet:"suggestion"`
	Strongest       []result.ParquetEvidence `parquet:"strongest,list"`
	Fingerprint     string                   `parquet:"fingerprint"`
	FindingID       string                   `parquet:"finding_id"`
	Accepted        string                   `parquet:"accepted,dict"`
	Outcome         string                   `parquet:"outcome,dict"`
	Reason          string                   `parquet:"reason,dict"`
	Error           string                   `parquet:"error"`
	Version         string                   `parquet:"version,dict"`
}

// WriteParquet writes rows as a Parquet file.
func WriteParquet(out io.Writer, rows []*Row) error {
	w := result.NewParquetWriter[auditParquetRow](out)
	for _, r := range rows {
		if _, err := w.Write([]auditParquetRow{newAuditParquetRow(r)}); err != nil {
			return err
		}
	}
	return w.Close()
}

func newAuditParquetRow(r *Row) auditParquetRow {
	t, p := r.TitleReading, r.Body.Probabilities
	return auditParquetRow{
		Name: r.Name, ID: r.ID, Verdict: string(r.Verdict), Severity: r.Severity, Neighbours: r.Neighbours, Title: r.Title, Company: r.Company, URL: r.URL,
		TitleLabel: string(t.Label), TitleCandidates: result.Strings(t.Candidates), TitleNear: t.Near, Level: t.Level,
		BodyLabel: string(r.Body.Label), BodyConfidence: r.Body.Confidence,
		TPM: p[lexicon.TPM], PM: p[lexicon.PM], PMT: p[lexicon.PMT], EM: p[lexicon.EM], None: p[lexicon.None],
		Label: string(r.Label), Confidence: r.Confidence, SuggestedTitle: r.SuggestedTitle, Suggestion: r.Suggestion, Strongest: result.ParquetEvidenceOf(r.Strongest),
		Fingerprint: r.Fingerprint, FindingID: r.FindingID, Accepted: r.Accepted, Outcome: string(r.Outcome), Reason: r.Reason, Error: r.Error, Version: r.Version,
	}
}
