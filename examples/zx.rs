use std::time::Instant;
fn main(){
    for p in ["Str0ng!Passw0rd2024","MyS3cure!Passw0rd","Correct-Horse-9-Battery","Xk9#mP2$vL5nQ8","Str0ng!Passw0rd#2026","Sup3r$ecretP4ss","Tr0ub4dor&3-Zebra","S3cure-Passw0rd!","Winter2025!!","Welcome2024!","Welcome2024!!","Summer2024!!","Autumn2026!!!","Qwerty123456!","Admin123456!","Company2024!","MyP@ssword123","Passw0rd1234!","January2026!","Changeme123!","LetMeIn2024!","Sunshine123!","Football2024!","aabbccddeeffgghh1Z!","A-good-Passw0rd","GoodPassw0rd!23","a perfectly fine passphrase","violet-harbor-cactus-moon-9","horse staple battery correct","Sommer-Regen-Apfel7"]{
        let e=zxcvbn::zxcvbn(p,&[]);
        println!("{:?} {:.1} {p}   {:?}",e.score(),e.guesses_log10(),e.feedback().and_then(|f|f.warning()).map(|w|w.to_string()));
    }
    let l33t: String = "4@8({[<369!1|705$+%2".chars().cycle().take(100).collect();
    for cut in [24,32,40,48]{ let q:String=l33t.chars().take(cut).collect(); let t=Instant::now(); zxcvbn::zxcvbn(&q,&["jane","doe"]); println!("{cut} {:?}",t.elapsed()); }
    let mut s=12345u64; let mut r=||{s^=s<<13;s^=s>>7;s^=s<<17;s};
    let alph:Vec<Vec<char>>=["ab","abc","aab ","01","019/-.","a","éa","aA@4","4@8({[<369!1|705$+%2","pasword123!","İıßΣςſK","\u{1F600}\u{200D}a","12/","qwertyuiop"].iter().map(|s|s.chars().collect()).collect();
    let mut worst=(std::time::Duration::ZERO,String::new());
    let t0=Instant::now();
    while t0.elapsed().as_secs()<180 {
        let a=&alph[(r()%alph.len() as u64) as usize]; let n=1+(r()%100) as usize;
        let block:String=(0..1+(r()%12)).map(|_|a[(r()%a.len() as u64) as usize]).collect();
        let q:String= if r()%2==0 {(0..n).map(|_|a[(r()%a.len() as u64) as usize]).collect()} else {let mut v:Vec<char>=block.chars().cycle().take(n).collect(); for _ in 0..r()%4 {let i=(r()%n as u64) as usize; v[i]=a[(r()%a.len() as u64) as usize];} v.into_iter().collect()};
        let t=Instant::now(); let res=std::panic::catch_unwind(||{zxcvbn::zxcvbn(&q,&["jane","ı","İstanbul"]);}); 
        if res.is_err(){println!("PANIC {q:?}");}
        let d=t.elapsed(); if d>worst.0 {worst=(d,q);}
    }
    println!("{worst:?}");
}
