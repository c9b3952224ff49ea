package extract
import ("testing";"os";"path/filepath")
func TestZZ(t *testing.T){
 fs,_:=filepath.Glob("../../shared/pages/api/*")
 for _,f:=range fs{ b,_:=os.ReadFile(f)
  xs:=Read(filepath.Base(f),b,Options{})
  t.Logf("== %s: %d",filepath.Base(f),len(xs))
  for i,x:=range xs{ if i>3{break}
   t.Logf("   %q %q %q | %q|%q|%q|%q|%q lang %s\n%.1500s\n-- %v %v",x.Member,x.Reason,x.Detail,x.Posting.Title,x.Posting.Company,x.Posting.Location,x.Posting.Date,x.Posting.URL,x.Posting.Language,x.Posting.Text,x.Posting.Sections,x.Attempts)}
 }}
