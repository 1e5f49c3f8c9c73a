import { chromium } from "@playwright/test"; import fs from "node:fs";
const [out,w,...files]=process.argv.slice(2);
const b=await chromium.launch({executablePath:"/usr/bin/chromium",args:['--no-sandbox','--disable-gpu']});
const p=await b.newPage({viewport:{width:Number(w)*files.length+10*files.length,height:100}});
await p.setContent(`<body style="margin:0;display:flex;gap:10px;background:#888;align-items:flex-start">${files.map(f=>`<img width=${w} src="data:image/png;base64,${fs.readFileSync(`/tmp/sangam/shots/${f}.png`).toString("base64")}">`).join("")}`);
await p.waitForTimeout(300);await p.screenshot({path:`/tmp/sangam/shots/${out}.png`,fullPage:true});await b.close();
