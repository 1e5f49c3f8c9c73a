import { chromium } from "@playwright/test";
const base=process.env.SANGAM_URL||"http://127.0.0.1:28765"; const only=process.argv[2]?.split(","); const modes=(process.argv[3]||"light,dark,phone").split(",");
const b=await chromium.launch({executablePath:"/usr/bin/chromium",args:['--no-sandbox','--disable-gpu','--disable-quic','--no-first-run','--disable-background-networking','--disable-component-update','--disable-sync']});
for(const mode of modes){
 const c=await b.newContext({colorScheme:mode==="dark"?"dark":"light",viewport:mode==="phone"?{width:360,height:740}:{width:1280,height:800}});
 const p=await c.newPage(); p.on("console",m=>{if(["error","warning"].includes(m.type()))console.log(mode,m.type(),m.text().slice(0,300))}); p.on("pageerror",e=>console.log(mode,"PAGEERROR",e.message));
 await p.goto(base+"/"); await p.getByLabel("Email").waitFor();
 if(!only||only.includes("signin")) await p.screenshot({path:`/tmp/sangam/shots/${mode}-signin.png`});
 await p.getByLabel("Email").fill(process.env.SANGAM_EMAIL||"owner@demo.example"); await p.getByRole("textbox",{name:"Password"}).fill(process.env.SANGAM_PASSWORD||"demo-password-1"); await p.getByRole("button",{name:"Sign in",exact:true}).click();
 await p.getByRole("heading",{name:"Overview"}).waitFor();
 const acc=await p.evaluate(async()=>{const r=await(await fetch("/api/v1/ledger/accounts?name=Payroll")).json();const t=await(await fetch("/api/v1/ledger/transfers?limit=1")).json();const i=await(await fetch("/api/v1/ledger/imports")).json();return{a:r.items[0]?.id,t:t.items[0]?.id,i:i.items.at(-1)?.id}});
 const pages={overview:"/",accounts:"/accounts",account:`/accounts/${acc.a}`,open:"/accounts/new",transfers:"/transfers",newtransfer:`/transfers/new?debit=${acc.a}`,transfer:`/transfers/${acc.t}`,ledgers:"/ledgers",trial:"/trial-balance",imports:"/imports",import:`/imports/${acc.i}`,users:"/users",keys:"/api-keys",audit:"/audit",developers:"/developers?operation=accounts.open",settings:"/settings"};
 for(const[k,v]of Object.entries(pages)){if(only&&!only.includes(k))continue;await p.goto(base+v);await p.waitForTimeout(900);const w=await p.evaluate(()=>document.documentElement.scrollWidth);if(w>(mode==="phone"?360:1280))console.log(mode,k,"overflows",w);await p.screenshot({path:`/tmp/sangam/shots/${mode}-${k}.png`,fullPage:false});}
 await c.close();}
await b.close();
