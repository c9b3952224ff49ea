package collect
import ("testing";"context";"fmt";"time")
func TestZZ(t *testing.T){
 var g Groups; n:=0; var fp, add time.Duration; dups:=0
 for d:=range Documents(context.Background(),[]string{"/tmp/b5/g1m.jsonl"},Options{}){
  a:=time.Now(); f:=FingerprintOf(d.Row.Text); b:=time.Now(); _,dup:=g.Add(f); c:=time.Now(); fp+=b.Sub(a); add+=c.Sub(b); if dup{dups++}
  if n++; n%200000==0 {fmt.Println(n,fp/200000,add/200000,dups); fp,add=0,0}
 }
}
