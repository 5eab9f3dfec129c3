<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="sv" sourcelanguage="en">
 <context>
  <name>AccessPage</name>
  <message numerus="yes">
   <source>%n chosen level(s) are no longer offered</source>
   <translation>
    <numerusform>%n vald behörighet erbjuds inte längre</numerusform>
    <numerusform>%n valda behörigheter erbjuds inte längre</numerusform>
   </translation>
  </message>
  <message>
   <source>A level was chosen by a name that several have</source>
   <translation>En behörighet valdes med ett namn som flera har</translation>
  </message>
  <message>
   <source>As for the last card: look whether it fits this person too.</source>
   <translation>Som för förra kortet: kontrollera att det passar även den här personen.</translation>
  </message>
  <message>
   <source>As&amp;k again</source>
   <translation>Fråg&amp;a igen</translation>
  </message>
  <message>
   <source>Asking the service for its access levels</source>
   <translation>Hämtar behörigheterna från tjänsten</translation>
  </message>
  <message>
   <source>Choose the one that is meant: {names}.</source>
   <translation>Välj den som menas: {names}.</translation>
  </message>
  <message>
   <source>No level is chosen: its doors stay as they are.</source>
   <translation>Ingen behörighet är vald: dörrarna förblir som de är.</translation>
  </message>
  <message>
   <source>No level is chosen: this card opens no door.</source>
   <translation>Ingen behörighet är vald: kortet öppnar ingen dörr.</translation>
  </message>
  <message>
   <source>These are the levels as the service last listed them.</source>
   <translation>Så här såg tjänstens lista ut senast.</translation>
  </message>
  <message>
   <source>Which doors, and for how long?</source>
   <translation>Vilka dörrar, och hur länge?</translation>
  </message>
  <message>
   <source>level not listed yet</source>
   <translation>behörighet som inte är listad än</translation>
  </message>
 </context>
 <context>
  <name>Bar</name>
  <message>
   <source>&amp;Call for help</source>
   <translation>Be om h&amp;jälp</translation>
  </message>
  <message>
   <source>&amp;Enter its PIN…</source>
   <translation>An&amp;ge PIN-kod…</translation>
  </message>
  <message>
   <source>&amp;Enter its code…</source>
   <translation>An&amp;ge kod…</translation>
  </message>
  <message>
   <source>&amp;Set aside</source>
   <translation>Lägg åt &amp;sidan</translation>
  </message>
  <message>
   <source>&amp;Take it out…</source>
   <translation>Ta &amp;bort…</translation>
  </message>
  <message>
   <source>Copies a few lines for whoever helps, without names; more can be saved with them.</source>
   <translation>Kopierar några rader till den som hjälper, utan namn; mer kan sparas till dem.</translation>
  </message>
  <message>
   <source>It cannot be sent without these digits, which are kept nowhere.</source>
   <translation>Den kan inte skickas utan de här siffrorna, som inte sparas någonstans.</translation>
  </message>
  <message>
   <source>It stays here, and is not sent before somebody lets it go on.</source>
   <translation>Den ligger kvar här och skickas inte förrän någon låter den fortsätta.</translation>
  </message>
  <message>
   <source>It waits for somebody’s word; this sends it at once.</source>
   <translation>Den väntar på att någon bestämmer; det här skickar den genast.</translation>
  </message>
  <message>
   <source>Let it &amp;go on</source>
   <translation>Låt &amp;fortsätta</translation>
  </message>
  <message>
   <source>Loo&amp;k at it</source>
   <translation>Visa &amp;mer</translation>
  </message>
  <message>
   <source>Sends it at once, and not when its turn comes.</source>
   <translation>Skickar den genast, i stället för när det blir dess tur.</translation>
  </message>
  <message>
   <source>Shows everything about it, and what there is to decide.</source>
   <translation>Visar allt om den, och vad som behöver bestämmas.</translation>
  </message>
  <message>
   <source>Takes it out for good: it is never sent. You are asked before that.</source>
   <translation>Tar bort den för gott: den skickas aldrig. Du får en fråga innan dess.</translation>
  </message>
  <message>
   <source>Try it &amp;now</source>
   <translation>&amp;Försök nu</translation>
  </message>
 </context>
 <context>
  <name>Calendar</name>
  <message>
   <source>Calendar</source>
   <translation>Kalender</translation>
  </message>
 </context>
 <context>
  <name>CardPage</name>
  <message>
   <source>&amp;Tap a training card</source>
   <translation>Läs ett övnings&amp;kort</translation>
  </message>
  <message>
   <source>Card read: {number}</source>
   <translation>Kort läst: {number}</translation>
  </message>
  <message>
   <source>Hold another card to the reader</source>
   <translation>Håll ett annat kort mot läsaren</translation>
  </message>
  <message>
   <source>Hold the card to the reader</source>
   <translation>Håll kortet mot läsaren</translation>
  </message>
  <message>
   <source>Take a second look at this card</source>
   <translation>Titta en gång till på det här kortet</translation>
  </message>
  <message>
   <source>Tap the &amp;last card again</source>
   <translation>Läs det &amp;senaste kortet igen</translation>
  </message>
  <message>
   <source>The card could not be read</source>
   <translation>Kortet kunde inte läsas</translation>
  </message>
  <message>
   <source>The card was read</source>
   <translation>Kortet är läst</translation>
  </message>
  <message>
   <source>This card must not be enrolled</source>
   <translation>Det här kortet får inte registreras</translation>
  </message>
 </context>
 <context>
  <name>Chips</name>
  <message numerus="yes">
   <source>%n level(s) chosen; a press on one takes it away.</source>
   <translation>
    <numerusform>%n behörighet vald; tryck på den för att ta bort den.</numerusform>
    <numerusform>%n behörigheter valda; tryck på en för att ta bort den.</numerusform>
   </translation>
  </message>
  <message>
   <source>Take {name} away</source>
   <translation>Ta bort {name}</translation>
  </message>
 </context>
 <context>
  <name>Closing</name>
  <message numerus="yes">
   <source>%n enrollment(s) not delivered.</source>
   <translation>
    <numerusform>%n registrering är inte levererad.</numerusform>
    <numerusform>%n registreringar är inte levererade.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n of them go(es) on only when somebody decides.</source>
   <translation>
    <numerusform>%n av dem fortsätter först när någon avgör den.</numerusform>
    <numerusform>%n av dem fortsätter först när någon avgör dem.</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Not now</source>
   <translation>&amp;Inte nu</translation>
  </message>
  <message>
   <source>&amp;Open it anew</source>
   <translation>&amp;Öppna den på nytt</translation>
  </message>
  <message numerus="yes">
   <source>Close with %n enrollment(s) not delivered?</source>
   <translation>
    <numerusform>Stänga med %n registrering som inte är levererad?</numerusform>
    <numerusform>Stänga med %n registreringar som inte är levererade?</numerusform>
   </translation>
  </message>
  <message>
   <source>Close with an enrollment that is not finished?</source>
   <translation>Stänga med en registrering som inte är klar?</translation>
  </message>
  <message>
   <source>Close with something begun for a key?</source>
   <translation>Stänga med något påbörjat för en nyckel?</translation>
  </message>
  <message>
   <source>Nothing is lost: what waits is sent when Enroll is opened again on this computer.</source>
   <translation>Ingenting går förlorat: det som väntar skickas när Enroll öppnas igen på den här datorn.</translation>
  </message>
  <message>
   <source>Nothing was sent. What was typed is offered again when Enroll is opened next.</source>
   <translation>Ingenting skickades. Det som skrevs erbjuds igen nästa gång Enroll öppnas.</translation>
  </message>
  <message>
   <source>Nothing was sent. What was typed is offered again when Enroll is opened next; the PIN is not kept.</source>
   <translation>Ingenting skickades. Det som skrevs erbjuds igen nästa gång Enroll öppnas; PIN-koden sparas inte.</translation>
  </message>
  <message>
   <source>Open the desk anew now?</source>
   <translation>Öppna arbetsplatsen på nytt nu?</translation>
  </message>
 </context>
 <context>
  <name>CodeOnce</name>
  <message>
   <source>Code</source>
   <translation>Kod</translation>
  </message>
  <message>
   <source>Copied; the clipboard forgets it in a minute, or when this page is left.</source>
   <translation>Kopierad; urklippet glömmer den om en minut, eller när sidan lämnas.</translation>
  </message>
  <message>
   <source>Hold to show the &amp;code</source>
   <translation>Håll in för att vi&amp;sa koden</translation>
  </message>
  <message>
   <source>Ta&amp;ke a copy for a minute</source>
   <translation>Ko&amp;piera för en minut</translation>
  </message>
 </context>
 <context>
  <name>ConflictChoices</name>
  <message>
   <source>&amp;Put it back</source>
   <translation>&amp;Återställ</translation>
  </message>
  <message>
   <source>Gives {owner} the levels and dates of before, and a new PIN: the old one cannot be had.</source>
   <translation>Ger {owner} tillbaka tidigare behörigheter och datum, och en ny PIN-kod: den gamla går inte att få.</translation>
  </message>
  <message>
   <source>Hand it o&amp;ver</source>
   <translation>Ö&amp;verlåt kortet</translation>
  </message>
  <message>
   <source>It bel&amp;ongs to {owner}</source>
   <translation>&amp;Det tillhör {owner}</translation>
  </message>
  <message>
   <source>Takes the key away from {owner}, then gives the card to {meant}.</source>
   <translation>Tar nyckeln från {owner} och ger sedan kortet till {meant}.</translation>
  </message>
  <message>
   <source>The card stays {owner}’s, and gets the PIN, validity and levels that were typed.</source>
   <translation>{owner} behåller kortet, med den PIN-kod, giltighet och de behörigheter som angavs.</translation>
  </message>
  <message>
   <source>The card stays {owner}’s, with the PIN, validity and levels that were just sent.</source>
   <translation>{owner} behåller kortet, med den PIN-kod, giltighet och de behörigheter som nyss skickades.</translation>
  </message>
  <message>
   <source>somebody else</source>
   <translation>någon annan</translation>
  </message>
  <message>
   <source>the new holder</source>
   <translation>den nya innehavaren</translation>
  </message>
 </context>
 <context>
  <name>ConnectPage</name>
  <message>
   <source>The connection is tried first; nothing is kept before the last step.</source>
   <translation>Anslutningen provas först; inget sparas före det sista steget.</translation>
  </message>
  <message>
   <source>Where is the gateway?</source>
   <translation>Var finns gatewayen?</translation>
  </message>
  <message>
   <source>Which API key does this desk have?</source>
   <translation>Vilken API-nyckel har den här arbetsplatsen?</translation>
  </message>
 </context>
 <context>
  <name>Connection</name>
  <message>
   <source>Not connected</source>
   <translation>Inte ansluten</translation>
  </message>
  <message>
   <source>Nothing is sent</source>
   <translation>Ingenting skickas</translation>
  </message>
  <message>
   <source>The records cannot be used</source>
   <translation>Registret kan inte användas</translation>
  </message>
 </context>
 <context>
  <name>ConnectionForm</name>
  <message>
   <source>&amp;Authorities to believe (PEM file)</source>
   <translation>Betrodda ut&amp;färdare (PEM-fil)</translation>
  </message>
  <message>
   <source>&amp;Passphrase of the private key</source>
   <translation>Lös&amp;enfras till den privata nyckeln</translation>
  </message>
  <message>
   <source>&amp;Web address</source>
   <translation>&amp;Webbadress</translation>
  </message>
  <message>
   <source>&amp;Yes, keep {secret} in this file</source>
   <translation>&amp;Ja, spara {secret} i den här filen</translation>
  </message>
  <message>
   <source>API &amp;key</source>
   <translation>API-n&amp;yckel</translation>
  </message>
  <message>
   <source>Asking the service</source>
   <translation>Frågar tjänsten</translation>
  </message>
  <message>
   <source>Certificates and keys</source>
   <translation>Certifikat och nycklar</translation>
  </message>
  <message>
   <source>Connected to {host}</source>
   <translation>Ansluten till {host}</translation>
  </message>
  <message>
   <source>Every file</source>
   <translation>Alla filer</translation>
  </message>
  <message numerus="yes">
   <source>It answered in {ms} ms, and has %n access level(s).</source>
   <translation>
    <numerusform>Tjänsten svarade på {ms} ms och har %n behörighet.</numerusform>
    <numerusform>Tjänsten svarade på {ms} ms och har %n behörigheter.</numerusform>
   </translation>
  </message>
  <message>
   <source>Its private key &amp;file</source>
   <translation>Fil med &amp;privat nyckel</translation>
  </message>
  <message>
   <source>One answer is missing</source>
   <translation>Ett svar saknas</translation>
  </message>
  <message>
   <source>Saving</source>
   <translation>Sparar</translation>
  </message>
  <message>
   <source>The service cannot be used like this</source>
   <translation>Tjänsten kan inte användas så här</translation>
  </message>
  <message>
   <source>This cannot be kept</source>
   <translation>Det här kan inte sparas</translation>
  </message>
  <message>
   <source>This computer has no vault for {secret}</source>
   <translation>Den här datorn har inget nyckelvalv för {secret}</translation>
  </message>
  <message>
   <source>This desk's &amp;certificate (PEM file)</source>
   <translation>Arbetsplatsens &amp;certifikat (PEM-fil)</translation>
  </message>
  <message>
   <source>Tick below that {secret} may lie in that file.</source>
   <translation>Bocka för nedan att {secret} får ligga i den filen.</translation>
  </message>
  <message>
   <source>empty: in the same file</source>
   <translation>tomt: i samma fil</translation>
  </message>
  <message>
   <source>empty: the computer's own</source>
   <translation>tomt: datorns egna</translation>
  </message>
  <message>
   <source>empty: the service's own</source>
   <translation>tomt: tjänstens egen</translation>
  </message>
  <message>
   <source>from the service's portal</source>
   <translation>från tjänstens portal</translation>
  </message>
  <message>
   <source>if any</source>
   <translation>om den har någon</translation>
  </message>
  <message>
   <source>of the gateway</source>
   <translation>till gatewayen</translation>
  </message>
  <message>
   <source>the API key</source>
   <translation>API-nyckeln</translation>
  </message>
  <message>
   <source>the API key and the passphrase</source>
   <translation>API-nyckeln och lösenfrasen</translation>
  </message>
  <message>
   <source>the passphrase</source>
   <translation>lösenfrasen</translation>
  </message>
  <message>
   <source>{cause} Check the key that you typed: a new one in the portal ends the one before at once.</source>
   <translation>{cause} Kontrollera nyckeln som du skrev: en ny i portalen gör den förra ogiltig genast.</translation>
  </message>
  <message>
   <source>{why} The only other place is the file {file}. It is not encrypted: whoever has this computer's disk, or a backup of it, can read it.</source>
   <translation>{why} Den enda andra platsen är filen {file}. Den är inte krypterad: den som har datorns disk, eller en säkerhetskopia av den, kan läsa den.</translation>
  </message>
 </context>
 <context>
  <name>Content</name>
  <message>
   <source>Enroll</source>
   <translation>Enroll</translation>
  </message>
  <message>
   <source>Training: nothing here is real</source>
   <translation>Övning: ingenting här är på riktigt</translation>
  </message>
 </context>
 <context>
  <name>DateField</name>
  <message>
   <source>Calendar (Alt+Down)</source>
   <translation>Kalender (Alt+Nedpil)</translation>
  </message>
 </context>
 <context>
  <name>DeskSection</name>
  <message>
   <source>&amp;Card readers</source>
   <translation>&amp;Kortläsare</translation>
  </message>
  <message>
   <source>&amp;Name of this desk</source>
   <translation>Arbetsplatsens &amp;namn</translation>
  </message>
  <message>
   <source>&amp;Time zone</source>
   <translation>&amp;Tidszon</translation>
  </message>
  <message>
   <source>Both sides of a card go into its key.</source>
   <translation>Kortets båda sidor läggs i nyckeln.</translation>
  </message>
  <message>
   <source>Cards with t&amp;wo technologies</source>
   <translation>Kort med t&amp;vå tekniker</translation>
  </message>
  <message>
   <source>Desk</source>
   <translation>Arbetsplats</translation>
  </message>
  <message>
   <source>Role that a new card &amp;begins with</source>
   <translation>Roll som ett nytt kort &amp;börjar med</translation>
  </message>
  <message>
   <source>The one used last</source>
   <translation>Den senast använda</translation>
  </message>
  <message>
   <source>empty: the computer's</source>
   <translation>tomt: datorns</translation>
  </message>
  <message>
   <source>empty: the computer's name</source>
   <translation>tomt: datorns namn</translation>
  </message>
  <message>
   <source>with ; between them</source>
   <translation>åtskilda med ;</translation>
  </message>
 </context>
 <context>
  <name>Doing</name>
  <message>
   <source>&amp;Do it</source>
   <translation>&amp;Gör det</translation>
  </message>
  <message>
   <source>&amp;Leave it there</source>
   <translation>&amp;Låt ligga</translation>
  </message>
  <message>
   <source>&amp;Not now</source>
   <translation>&amp;Inte nu</translation>
  </message>
  <message>
   <source>&amp;Take it out</source>
   <translation>&amp;Ta bort</translation>
  </message>
  <message>
   <source>Hand the card over?</source>
   <translation>Överlåta kortet?</translation>
  </message>
  <message>
   <source>It was sent without an answer, so that the service may have done it all the same.</source>
   <translation>Det skickades utan svar, så tjänsten kan ha utfört det ändå.</translation>
  </message>
  <message>
   <source>Leave the card to its owner?</source>
   <translation>Låta ägaren behålla kortet?</translation>
  </message>
  <message>
   <source>Put the key back?</source>
   <translation>Återställa nyckeln?</translation>
  </message>
  <message>
   <source>Take number {number} out of the outbox?</source>
   <translation>Ta bort nummer {number} ur utkorgen?</translation>
  </message>
  <message>
   <source>The history keeps what it was.</source>
   <translation>Historiken behåller vad det var.</translation>
  </message>
  <message>
   <source>{what}, {person}: this is not sent any more, nor what waits for it.</source>
   <translation>{what}, {person}: detta skickas inte längre, och inte heller det som väntar på det.</translation>
  </message>
 </context>
 <context>
  <name>DoorList</name>
  <message>
   <source>Asking the service what the doors saw</source>
   <translation>Frågar tjänsten vad dörrarna såg</translation>
  </message>
  <message>
   <source>Cards that doors saw</source>
   <translation>Kort som dörrar såg</translation>
  </message>
  <message>
   <source>Hold the card to a door, then ask again.</source>
   <translation>Håll kortet mot en dörr och fråga sedan igen.</translation>
  </message>
  <message>
   <source>No door saw a card in the last half hour</source>
   <translation>Ingen dörr såg något kort den senaste halvtimmen</translation>
  </message>
  <message>
   <source>Or hold it to a door first, and choose it from what the door saw:</source>
   <translation>Eller håll det mot en dörr först, och välj det bland det dörren såg:</translation>
  </message>
  <message>
   <source>Take it from a &amp;door…</source>
   <translation>Ta det från en &amp;dörr…</translation>
  </message>
  <message>
   <source>The doors' list could not be had</source>
   <translation>Dörrarnas lista gick inte att få</translation>
  </message>
 </context>
 <context>
  <name>DraftOffer</name>
  <message>
   <source>&amp;Discard it</source>
   <translation>Ka&amp;sta det</translation>
  </message>
  <message>
   <source>&amp;Go on with it</source>
   <translation>&amp;Fortsätt</translation>
  </message>
  <message>
   <source>A PIN is never kept: it has to be given again.</source>
   <translation>En PIN-kod sparas aldrig: den måste anges igen.</translation>
  </message>
  <message>
   <source>Card {number}.</source>
   <translation>Kort {number}.</translation>
  </message>
  <message>
   <source>Go on with handing the card over to {name}?</source>
   <translation>Fortsätta överlåta kortet till {name}?</translation>
  </message>
  <message>
   <source>Go on with handing the card over?</source>
   <translation>Fortsätta överlåta kortet?</translation>
  </message>
  <message>
   <source>Go on with the card of {name}?</source>
   <translation>Fortsätta med kortet till {name}?</translation>
  </message>
  <message>
   <source>Go on with the card that was begun?</source>
   <translation>Fortsätta med kortet som påbörjades?</translation>
  </message>
  <message>
   <source>Go on with {name}?</source>
   <translation>Fortsätta med {name}?</translation>
  </message>
 </context>
 <context>
  <name>Errands</name>
  <message numerus="yes">
   <source>%Ln entry(s) written to {path}</source>
   <translation>
    <numerusform>%Ln post sparades i {path}</numerusform>
    <numerusform>%Ln poster sparades i {path}</numerusform>
   </translation>
  </message>
  <message>
   <source>A million entries take half a minute; go on working.</source>
   <translation>En miljon poster tar en halv minut; du kan fortsätta arbeta.</translation>
  </message>
  <message>
   <source>Checking every entry</source>
   <translation>Kontrollerar varje post</translation>
  </message>
  <message>
   <source>Each step of what is listed has a line, the oldest first; there is no PIN in it.</source>
   <translation>Varje steg i det som listas har en rad, den äldsta först; det finns inga PIN-koder i filen.</translation>
  </message>
  <message>
   <source>Export the history</source>
   <translation>Exportera historiken</translation>
  </message>
  <message>
   <source>Go on working; it is said here when the file is there.</source>
   <translation>Du kan fortsätta arbeta; det visas här när filen är klar.</translation>
  </message>
  <message>
   <source>Spreadsheet, CSV (*.csv);;Spreadsheet, Excel (*.xlsx)</source>
   <translation>Kalkylblad, CSV (*.csv);;Kalkylblad, Excel (*.xlsx)</translation>
  </message>
  <message>
   <source>This could not be done</source>
   <translation>Det här gick inte att göra</translation>
  </message>
  <message>
   <source>Writing the file</source>
   <translation>Skriver filen</translation>
  </message>
 </context>
 <context>
  <name>ExpressPage</name>
  <message>
   <source>Before you go on</source>
   <translation>Innan du fortsätter</translation>
  </message>
  <message>
   <source>Nothing was sent</source>
   <translation>Ingenting skickades</translation>
  </message>
  <message>
   <source>Who gets this card, and what does it open?</source>
   <translation>Vem får kortet, och vad öppnar det?</translation>
  </message>
 </context>
 <context>
  <name>Findings</name>
  <message>
   <source>Check that the number is whole, and hold a second card whose number is known.</source>
   <translation>Kontrollera att numret är helt, och håll ett andra kort vars nummer är känt mot läsaren.</translation>
  </message>
  <message>
   <source>Check the number that you typed</source>
   <translation>Kontrollera numret som du skrev</translation>
  </message>
  <message>
   <source>If the number is right, this reader cannot be used for these cards. {cause} Set the reader to write whole numbers, or use another one.</source>
   <translation>Om numret är rätt kan läsaren inte användas för de här korten. {cause} Ställ in läsaren så att den skriver hela nummer, eller använd en annan.</translation>
  </message>
  <message>
   <source>It is so on every card of this site: take it for &amp;granted</source>
   <translation>Det är så på varje kort på platsen: ta det för &amp;givet</translation>
  </message>
  <message>
   <source>It takes another known card</source>
   <translation>Det behövs ett känt kort till</translation>
  </message>
  <message>
   <source>No number format explains this</source>
   <translation>Inget nummerformat förklarar detta</translation>
  </message>
  <message>
   <source>The reader sent {sent} bytes, and you typed {typed}.</source>
   <translation>Läsaren skickade {sent} byte, och du skrev {typed}.</translation>
  </message>
  <message>
   <source>These cards tell nothing</source>
   <translation>De här korten säger ingenting</translation>
  </message>
  <message>
   <source>This is the reader's number format</source>
   <translation>Detta är läsarens nummerformat</translation>
  </message>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>och %n till</numerusform>
    <numerusform>och %n till</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>FinishPage</name>
  <message>
   <source>&amp;Role that a new card begins with</source>
   <translation>&amp;Roll som ett nytt kort börjar med</translation>
  </message>
  <message>
   <source>A wrong number opens no door. Before the first card is handed out, go back and compare one, or do so on the Readers page.</source>
   <translation>Ett felaktigt nummer öppnar ingen dörr. Gå tillbaka och jämför ett innan det första kortet lämnas ut, eller gör det på sidan Läsare.</translation>
  </message>
  <message>
   <source>Almost done</source>
   <translation>Nästan klart</translation>
  </message>
  <message>
   <source>Everything can be changed later, in the settings.</source>
   <translation>Allt kan ändras senare, i inställningarna.</translation>
  </message>
  <message>
   <source>It could not be kept</source>
   <translation>Det kunde inte sparas</translation>
  </message>
  <message>
   <source>Keeping it</source>
   <translation>Sparar</translation>
  </message>
  <message>
   <source>The one used last</source>
   <translation>Den senast använda</translation>
  </message>
  <message>
   <source>The reader gives the numbers that the access system knows</source>
   <translation>Läsaren ger de nummer som passersystemet känner</translation>
  </message>
  <message>
   <source>The reader's numbers are not confirmed</source>
   <translation>Läsarens nummer är inte bekräftade</translation>
  </message>
 </context>
 <context>
  <name>Form</name>
  <message>
   <source>Look at this before</source>
   <translation>Innan du fortsätter</translation>
  </message>
  <message>
   <source>No access level: the key opens no door.</source>
   <translation>Ingen behörighet: nyckeln öppnar ingen dörr.</translation>
  </message>
  <message>
   <source>Not yet</source>
   <translation>Inte än</translation>
  </message>
  <message>
   <source>Nothing was sent</source>
   <translation>Ingenting skickades</translation>
  </message>
  <message>
   <source>Person &amp;id</source>
   <translation>P&amp;erson-id</translation>
  </message>
  <message>
   <source>The PIN of the old card cannot be copied: if it had one, choose another.</source>
   <translation>Det gamla kortets PIN-kod kan inte kopieras: hade det en, välj en ny.</translation>
  </message>
  <message>
   <source>the access-control system shows it</source>
   <translation>visas i passersystemet</translation>
  </message>
  <message>
   <source>{name}, no longer offered</source>
   <translation>{name}, erbjuds inte längre</translation>
  </message>
 </context>
 <context>
  <name>Groups</name>
  <message>
   <source>&amp;All {count}</source>
   <translation>&amp;Alla {count}</translation>
  </message>
  <message>
   <source>&amp;Waiting {count}</source>
   <translation>Vä&amp;ntar {count}</translation>
  </message>
  <message>
   <source>Nee&amp;ds you {count}</source>
   <translation>A&amp;tt avgöra {count}</translation>
  </message>
  <message>
   <source>Not con&amp;firmed {count}</source>
   <translation>Ob&amp;ekräftade {count}</translation>
  </message>
  <message>
   <source>Which rows are shown</source>
   <translation>Vilka rader som visas</translation>
  </message>
  <message>
   <source>{all} in all: {waiting} waiting, {unconfirmed} not confirmed, {needing} for you to decide</source>
   <translation>{all} totalt: {waiting} väntar, {unconfirmed} obekräftade, {needing} att avgöra</translation>
  </message>
 </context>
 <context>
  <name>HealthLine</name>
  <message numerus="yes">
   <source>%n enrollment(s) not delivered</source>
   <translation>
    <numerusform>%n registrering ej levererad</numerusform>
    <numerusform>%n registreringar ej levererade</numerusform>
   </translation>
  </message>
  <message>
   <source>Ctrl+2</source>
   <translation>Ctrl+2</translation>
  </message>
  <message>
   <source>Opens the outbox</source>
   <translation>Öppnar utkorgen</translation>
  </message>
  <message>
   <source>Show them</source>
   <translation>Visa</translation>
  </message>
  <message>
   <source>The outbox shows them.</source>
   <translation>Utkorgen visar dem.</translation>
  </message>
  <message>
   <source>Tr&amp;y now</source>
   <translation>Försök n&amp;u</translation>
  </message>
  <message>
   <source>{count} readers ready</source>
   <translation>{count} läsare redo</translation>
  </message>
  <message>
   <source>{ready} of {count} readers ready; not ready: {waiting}</source>
   <translation>{ready} av {count} läsare redo; inte redo: {waiting}</translation>
  </message>
  <message numerus="yes">
   <source>{waiting}, %n of them waiting for a decision</source>
   <translation>
    <numerusform>{waiting}, varav %n att avgöra</numerusform>
    <numerusform>{waiting}, varav %n att avgöra</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HeldNotice</name>
  <message>
   <source>Delivered now: {names}</source>
   <translation>Levererade nu: {names}</translation>
  </message>
  <message>
   <source>Do not hand out yet: {names}</source>
   <translation>Lämna inte ut än: {names}</translation>
  </message>
  <message>
   <source>Do not hand out: {names}</source>
   <translation>Lämna inte ut: {names}</translation>
  </message>
  <message>
   <source>Sent by itself as soon as it can be; it is told here.</source>
   <translation>Skickas av sig självt så snart det går; det visas här.</translation>
  </message>
  <message>
   <source>a card without a name</source>
   <translation>ett kort utan namn</translation>
  </message>
  <message>
   <source>{count} more</source>
   <translation>{count} till</translation>
  </message>
 </context>
 <context>
  <name>Help</name>
  <message>
   <source>&amp;Close</source>
   <translation>S&amp;täng</translation>
  </message>
  <message>
   <source>&amp;Save a bundle…</source>
   <translation>&amp;Spara supportpaket…</translation>
  </message>
  <message>
   <source>A bundle for support tells more: settings and log, without secrets, names and card numbers.</source>
   <translation>Ett supportpaket säger mer: inställningar och logg, utan hemligheter, namn och kortnummer.</translation>
  </message>
  <message>
   <source>Call for help</source>
   <translation>Be om hjälp</translation>
  </message>
  <message>
   <source>Look at it before you send it; nothing is sent by itself.</source>
   <translation>Titta igenom det innan du skickar det; ingenting skickas av sig självt.</translation>
  </message>
  <message>
   <source>Looking this computer over for the bundle</source>
   <translation>Undersöker datorn för supportpaketet</translation>
  </message>
  <message>
   <source>Save the bundle</source>
   <translation>Spara supportpaketet</translation>
  </message>
  <message>
   <source>The bundle was not written</source>
   <translation>Supportpaketet skapades inte</translation>
  </message>
  <message>
   <source>The bundle was written to {path}</source>
   <translation>Supportpaketet sparades i {path}</translation>
  </message>
  <message>
   <source>This takes up to a quarter of a minute; go on working.</source>
   <translation>Det tar upp till en kvarts minut; du kan fortsätta arbeta.</translation>
  </message>
  <message>
   <source>This was copied, to be sent or read out to whoever helps; it names nobody and no card:</source>
   <translation>Det här har kopierats, att skicka eller läsa upp för den som hjälper; inga namn och inga kort nämns:</translation>
  </message>
 </context>
 <context>
  <name>HelpSheet</name>
  <message>
   <source>&amp;Close</source>
   <translation>&amp;Stäng</translation>
  </message>
  <message>
   <source>About Enroll</source>
   <translation>Om Enroll</translation>
  </message>
  <message>
   <source>Connected to</source>
   <translation>Ansluten till</translation>
  </message>
  <message>
   <source>Goes on, or presses what has the keyboard</source>
   <translation>Går vidare, eller trycker på det som har tangentbordet</translation>
  </message>
  <message>
   <source>Help</source>
   <translation>Hjälp</translation>
  </message>
  <message>
   <source>Keys everywhere</source>
   <translation>Tangenter överallt</translation>
  </message>
  <message>
   <source>Keys on this page</source>
   <translation>Tangenter på den här sidan</translation>
  </message>
  <message>
   <source>Keys, and where things lie</source>
   <translation>Tangenter, och var allt finns</translation>
  </message>
  <message>
   <source>Leaves what is open, or asks to start over</source>
   <translation>Lämnar det som är öppet, eller frågar om du vill börja om</translation>
  </message>
  <message>
   <source>One page back</source>
   <translation>En sida tillbaka</translation>
  </message>
  <message>
   <source>Roles, where access is chosen</source>
   <translation>Roller, där behörighet väljs</translation>
  </message>
  <message>
   <source>Settings, records and log</source>
   <translation>Inställningar, register och logg</translation>
  </message>
  <message>
   <source>To the next field; with Shift to the one before</source>
   <translation>Till nästa fält; med Skift till det före</translation>
  </message>
  <message>
   <source>Version</source>
   <translation>Version</translation>
  </message>
  <message>
   <source>What is typed here goes to your access service and nowhere else.</source>
   <translation>Det som skrivs här går till er passertjänst och ingen annanstans.</translation>
  </message>
  <message>
   <source>What this page is for</source>
   <translation>Vad sidan är till för</translation>
  </message>
 </context>
 <context>
  <name>HistorySection</name>
  <message>
   <source>&amp;Days to keep</source>
   <translation>&amp;Dagar att spara</translation>
  </message>
  <message>
   <source>0: for ever</source>
   <translation>0: för alltid</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Historik</translation>
  </message>
  <message>
   <source>What is older is forgotten at the start, for good. Check what the law asks of you first.</source>
   <translation>Det som är äldre raderas för gott när programmet startar. Kontrollera först vad lagen kräver av er.</translation>
  </message>
 </context>
 <context>
  <name>HistoryView</name>
  <message numerus="yes">
   <source>%Ln action(s)</source>
   <translation>
    <numerusform>%Ln åtgärd</numerusform>
    <numerusform>%Ln åtgärder</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Check the history</source>
   <translation>&amp;Kontrollera historiken</translation>
  </message>
  <message>
   <source>&amp;Details</source>
   <translation>&amp;Detaljer</translation>
  </message>
  <message>
   <source>Checks whether every entry is as it was written, and none is missing.</source>
   <translation>Kontrollerar att varje post är som den skrevs och att ingen saknas.</translation>
  </message>
  <message>
   <source>E&amp;xport…</source>
   <translation>E&amp;xportera…</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Historik</translation>
  </message>
  <message>
   <source>It was removed, or never came to be.</source>
   <translation>Den har tagits bort, eller blev aldrig till.</translation>
  </message>
  <message>
   <source>Names are found by their beginnings, whatever their accents; a card by any of its spellings.</source>
   <translation>Namn hittas på sina första bokstäver, med eller utan accenter; kort hittas på vilket skrivsätt som helst.</translation>
  </message>
  <message>
   <source>Nothing matches</source>
   <translation>Ingenting stämmer med sökningen</translation>
  </message>
  <message>
   <source>Open the &amp;key</source>
   <translation>Öppna n&amp;yckeln</translation>
  </message>
  <message>
   <source>Shows how it went, and what was asked for.</source>
   <translation>Visar hur det gick och vad som begärdes.</translation>
  </message>
  <message>
   <source>Shows the key that this is about, to change it.</source>
   <translation>Visar nyckeln som det gäller, så att den kan ändras.</translation>
  </message>
  <message>
   <source>The card could not be read</source>
   <translation>Kortet kunde inte läsas</translation>
  </message>
  <message>
   <source>This could not be done</source>
   <translation>Det här gick inte att göra</translation>
  </message>
  <message>
   <source>This station has done nothing yet</source>
   <translation>Den här stationen har inte gjort något än</translation>
  </message>
  <message>
   <source>This station knows no such key any more</source>
   <translation>Stationen känner inte till den nyckeln längre</translation>
  </message>
  <message>
   <source>What this station did, the latest first</source>
   <translation>Det stationen har gjort, det senaste först</translation>
  </message>
  <message>
   <source>Writes what is listed into a file, without PINs.</source>
   <translation>Skriver det som listas till en fil, utan PIN-koder.</translation>
  </message>
  <message numerus="yes">
   <source>more than %Ln action(s)</source>
   <translation>
    <numerusform>fler än %Ln åtgärd</numerusform>
    <numerusform>fler än %Ln åtgärder</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Keeper</name>
  <message>
   <source>Full screen, and back</source>
   <translation>Helskärm, och tillbaka</translation>
  </message>
  <message>
   <source>Give the desk's password to close Enroll.</source>
   <translation>Ange arbetsplatsens lösenord för att stänga Enroll.</translation>
  </message>
  <message>
   <source>Give the desk's password to leave the full screen.</source>
   <translation>Ange arbetsplatsens lösenord för att lämna helskärmen.</translation>
  </message>
  <message>
   <source>Help, and all keys</source>
   <translation>Hjälp, och alla tangenter</translation>
  </message>
  <message>
   <source>Lock the window</source>
   <translation>Lås fönstret</translation>
  </message>
  <message>
   <source>Set a password in the settings first; without one, anybody could unlock it.</source>
   <translation>Ange först ett lösenord i inställningarna; utan ett kan vem som helst låsa upp.</translation>
  </message>
  <message>
   <source>The window cannot be locked yet.</source>
   <translation>Fönstret kan inte låsas än.</translation>
  </message>
 </context>
 <context>
  <name>KeyView</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Tillbaka</translation>
  </message>
  <message>
   <source>&amp;Next card</source>
   <translation>Nästa &amp;kort</translation>
  </message>
  <message>
   <source>&amp;Try again</source>
   <translation>Försök &amp;igen</translation>
  </message>
  <message>
   <source>A key whose holder is not known here</source>
   <translation>En nyckel vars innehavare inte är känd här</translation>
  </message>
  <message>
   <source>Finish this first, or go back from it</source>
   <translation>Gör klart det här först, eller gå tillbaka</translation>
  </message>
  <message>
   <source>The card could not be read</source>
   <translation>Kortet kunde inte läsas</translation>
  </message>
  <message>
   <source>This is the card in hand.</source>
   <translation>Det här är kortet du håller på med.</translation>
  </message>
 </context>
 <context>
  <name>LearnView</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Tillbaka</translation>
  </message>
  <message>
   <source>&amp;Keep going</source>
   <translation>&amp;Fortsätt</translation>
  </message>
  <message>
   <source>&amp;Leave</source>
   <translation>&amp;Lämna</translation>
  </message>
  <message>
   <source>&amp;Start over</source>
   <translation>&amp;Börja om</translation>
  </message>
  <message>
   <source>&amp;Use this format</source>
   <translation>&amp;Använd det här formatet</translation>
  </message>
  <message>
   <source>Leave without using what was learned?</source>
   <translation>Lämna utan att använda det som lärdes in?</translation>
  </message>
  <message>
   <source>The cards that were held to this reader, and their numbers, are forgotten.</source>
   <translation>Korten som hölls mot läsaren, och deras nummer, glöms.</translation>
  </message>
 </context>
 <context>
  <name>LessonPage</name>
  <message>
   <source>&amp;Tap a training card</source>
   <translation>Läs ett övnings&amp;kort</translation>
  </message>
  <message>
   <source>2.  Its &amp;number, as the access system shows it</source>
   <translation>2.  Dess &amp;nummer, som passersystemet visar det</translation>
  </message>
  <message>
   <source>It could not be kept</source>
   <translation>Det kunde inte sparas</translation>
  </message>
  <message>
   <source>Teach the number format</source>
   <translation>Lär in nummerformatet</translation>
  </message>
  <message>
   <source>That was another reader: {reader}</source>
   <translation>Det var en annan läsare: {reader}</translation>
  </message>
  <message>
   <source>e.g. 0x0110185c5b or 0004564999259</source>
   <translation>t.ex. 0x0110185c5b eller 0004564999259</translation>
  </message>
 </context>
 <context>
  <name>LevelModel</name>
  <message>
   <source>Door system {system}</source>
   <translation>Dörrsystem {system}</translation>
  </message>
  <message>
   <source>Favorites</source>
   <translation>Favoriter</translation>
  </message>
 </context>
 <context>
  <name>LevelPicker</name>
  <message numerus="yes">
   <source>%n found</source>
   <translation>
    <numerusform>%n träff</numerusform>
    <numerusform>%n träffar</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Access levels</source>
   <translation>Beh&amp;örigheter</translation>
  </message>
  <message>
   <source>Access levels</source>
   <translation>Behörigheter</translation>
  </message>
  <message>
   <source>Enter chooses the one that was found.</source>
   <translation>Enter väljer den som hittades.</translation>
  </message>
  <message>
   <source>Make it a fa&amp;vorite</source>
   <translation>Gör till fa&amp;vorit</translation>
  </message>
  <message>
   <source>No access level has these letters in its name.</source>
   <translation>Ingen behörighet har de bokstäverna i sitt namn.</translation>
  </message>
  <message>
   <source>No fa&amp;vorite any more</source>
   <translation>Ta bort som fa&amp;vorit</translation>
  </message>
  <message>
   <source>Space or Enter chooses, Ctrl+D makes a favorite, Ctrl+Enter goes on.</source>
   <translation>Mellanslag eller Enter väljer, Ctrl+D gör till favorit, Ctrl+Enter går vidare.</translation>
  </message>
  <message>
   <source>Type to search</source>
   <translation>Skriv för att söka</translation>
  </message>
  <message>
   <source>{name} is a favorite now.</source>
   <translation>{name} är nu en favorit.</translation>
  </message>
  <message>
   <source>{name} is chosen.</source>
   <translation>{name} är vald.</translation>
  </message>
  <message>
   <source>{name} is no favorite any more.</source>
   <translation>{name} är inte längre en favorit.</translation>
  </message>
  <message>
   <source>{name} is not chosen any more.</source>
   <translation>{name} är inte längre vald.</translation>
  </message>
 </context>
 <context>
  <name>Listening</name>
  <message>
   <source>Attach a card reader; it is found by itself within seconds.</source>
   <translation>Anslut en kortläsare; den hittas av sig själv inom några sekunder.</translation>
  </message>
  <message>
   <source>No reader is ready</source>
   <translation>Ingen läsare är redo</translation>
  </message>
  <message>
   <source>The reader cannot be used</source>
   <translation>Läsaren kan inte användas</translation>
  </message>
  <message>
   <source>{ready}; not ready: {waiting}</source>
   <translation>{ready}; inte redo: {waiting}</translation>
  </message>
 </context>
 <context>
  <name>LiveView</name>
  <message>
   <source>No card number could be had from this</source>
   <translation>Inget kortnummer gick att få ur detta</translation>
  </message>
  <message>
   <source>Take a second look at this card</source>
   <translation>Titta en gång till på det här kortet</translation>
  </message>
  <message>
   <source>This card must not be enrolled</source>
   <translation>Det här kortet får inte registreras</translation>
  </message>
  <message>
   <source>{reader}: {number}</source>
   <translation>{reader}: {number}</translation>
  </message>
 </context>
 <context>
  <name>LockPage</name>
  <message>
   <source>&amp;Unlock</source>
   <translation>Lås &amp;upp</translation>
  </message>
  <message>
   <source>Locked</source>
   <translation>Låst</translation>
  </message>
  <message>
   <source>Locked: the card was not taken. Unlock, then tap it again.</source>
   <translation>Låst: kortet togs inte emot. Lås upp och läs det sedan igen.</translation>
  </message>
  <message>
   <source>Nothing is lost; what was typed is there again. What waits is still sent.</source>
   <translation>Ingenting går förlorat; det som skrevs finns kvar. Det som väntar skickas ändå.</translation>
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>&amp;Close</source>
   <translation>&amp;Stäng</translation>
  </message>
  <message>
   <source>&amp;Keep going</source>
   <translation>&amp;Fortsätt arbeta</translation>
  </message>
  <message>
   <source>Enroll</source>
   <translation>Enroll</translation>
  </message>
  <message>
   <source>Please read this once</source>
   <translation>Läs det här en gång</translation>
  </message>
 </context>
 <context>
  <name>NewCard</name>
  <message>
   <source>Hold the new card to the reader</source>
   <translation>Håll det nya kortet mot läsaren</translation>
  </message>
  <message>
   <source>Not this card: {number}</source>
   <translation>Inte det här kortet: {number}</translation>
  </message>
  <message>
   <source>Not yet: hold the new card to the reader</source>
   <translation>Inte än: håll det nya kortet mot läsaren</translation>
  </message>
  <message>
   <source>The new card: {number}</source>
   <translation>Det nya kortet: {number}</translation>
  </message>
  <message>
   <source>The old card is not needed; it stays as it is until the new one has its key.</source>
   <translation>Det gamla kortet behövs inte; det förblir som det är tills det nya har fått sin nyckel.</translation>
  </message>
 </context>
 <context>
  <name>Number</name>
  <message>
   <source>Copy number</source>
   <translation>Kopiera nummer</translation>
  </message>
 </context>
 <context>
  <name>NumberPage</name>
  <message>
   <source>&amp;Number in the access-control system</source>
   <translation>Nu&amp;mmer i passersystemet</translation>
  </message>
  <message>
   <source>&amp;Teach the reader from this card</source>
   <translation>&amp;Lär in läsaren med det här kortet</translation>
  </message>
  <message>
   <source>Check what you typed, and that it is this card's. This reader gives whole numbers, and cannot be taught another format.</source>
   <translation>Kontrollera vad du skrev, och att det är det här kortets nummer. Läsaren ger hela nummer och kan inte läras in på ett annat format.</translation>
  </message>
  <message>
   <source>Check what you typed. If it is right, teach the reader its number format from this card.</source>
   <translation>Kontrollera vad du skrev. Om det är rätt, lär in läsarens nummerformat med det här kortet.</translation>
  </message>
  <message>
   <source>Hold one there now, or look at it later on the Readers page.</source>
   <translation>Håll ett kort mot läsaren nu, eller titta på det senare på sidan Läsare.</translation>
  </message>
  <message>
   <source>Is it the right number?</source>
   <translation>Är det rätt nummer?</translation>
  </message>
  <message>
   <source>It was taught: {format}. Finish keeps that.</source>
   <translation>Den lärdes in: {format}. Klart sparar det.</translation>
  </message>
  <message>
   <source>No card was held to a reader yet</source>
   <translation>Inget kort har hållits mot en läsare än</translation>
  </message>
  <message>
   <source>Readers differ in how they give a number. Type the number that the access-control system shows for the card that was held to the reader; a wrong one would open no door. Where no card's number is known today, skip this: the Readers page asks the same.</source>
   <translation>Läsare ger nummer på olika sätt. Skriv numret som passersystemet visar för kortet som hölls mot läsaren; ett felaktigt nummer skulle inte öppna någon dörr. Hoppa över det här om inget korts nummer är känt i dag: sidan Läsare frågar samma sak.</translation>
  </message>
  <message>
   <source>The numbers are the same now</source>
   <translation>Numren är lika nu</translation>
  </message>
  <message>
   <source>The numbers are the same: this reader can be used as it is</source>
   <translation>Numren är lika: läsaren kan användas som den är</translation>
  </message>
  <message>
   <source>The reader gives another number</source>
   <translation>Läsaren ger ett annat nummer</translation>
  </message>
  <message>
   <source>This reader's number format is not known yet</source>
   <translation>Läsarens nummerformat är inte känt än</translation>
  </message>
  <message>
   <source>Type the card's number, and teach the reader from it.</source>
   <translation>Skriv kortets nummer och lär in läsaren med det.</translation>
  </message>
  <message>
   <source>What to do about it is said on the Readers page.</source>
   <translation>Vad som kan göras åt det står på sidan Läsare.</translation>
  </message>
  <message>
   <source>e.g. 0x0110185c5b or 0004564999259</source>
   <translation>t.ex. 0x0110185c5b eller 0004564999259</translation>
  </message>
 </context>
 <context>
  <name>OtherCard</name>
  <message>
   <source>&amp;Keep the first card</source>
   <translation>Beh&amp;åll det första</translation>
  </message>
  <message>
   <source>&amp;Use this card instead</source>
   <translation>Anv&amp;änd det här kortet</translation>
  </message>
  <message>
   <source>Another card was tapped: {number}</source>
   <translation>Ett annat kort lästes: {number}</translation>
  </message>
  <message>
   <source>It is the &amp;other side of the first card</source>
   <translation>Det är kortets andra &amp;sida</translation>
  </message>
  <message>
   <source>What you typed stays, whichever you choose.</source>
   <translation>Det du skrev finns kvar, vilket du än väljer.</translation>
  </message>
 </context>
 <context>
  <name>OutboxModel</name>
  <message>
   <source>Card</source>
   <translation>Kort</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>Person</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>Sedan</translation>
  </message>
  <message>
   <source>State</source>
   <translation>Status</translation>
  </message>
  <message>
   <source>Tries</source>
   <translation>Försök</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Åtgärd</translation>
  </message>
  <message>
   <source>Why it waits</source>
   <translation>Varför det väntar</translation>
  </message>
 </context>
 <context>
  <name>OutboxView</name>
  <message>
   <source>Everything that was enrolled here has its answer.</source>
   <translation>Allt som registrerats här har fått sitt svar.</translation>
  </message>
  <message>
   <source>None of these at present</source>
   <translation>Inga sådana just nu</translation>
  </message>
  <message>
   <source>Nothing is sent at present</source>
   <translation>Ingenting skickas just nu</translation>
  </message>
  <message>
   <source>Nothing waits</source>
   <translation>Ingenting väntar</translation>
  </message>
  <message>
   <source>Number {number}: waiting for the answer</source>
   <translation>Nummer {number}: väntar på svar</translation>
  </message>
  <message>
   <source>Outbox</source>
   <translation>Utkorg</translation>
  </message>
  <message>
   <source>The outbox cannot be looked at</source>
   <translation>Utkorgen kan inte visas</translation>
  </message>
  <message>
   <source>Try e&amp;verything now</source>
   <translation>Försö&amp;k med allt nu</translation>
  </message>
  <message>
   <source>What waits in the outbox</source>
   <translation>Det som väntar i utkorgen</translation>
  </message>
  <message>
   <source>Whatever kept the outbox still was mended: begin to send again.</source>
   <translation>Det som stoppade utkorgen är åtgärdat: börja skicka igen.</translation>
  </message>
 </context>
 <context>
  <name>Overview</name>
  <message>
   <source>&amp;Choose it</source>
   <translation>&amp;Välj den</translation>
  </message>
  <message>
   <source>&amp;Leave it as it is</source>
   <translation>&amp;Låt vara som det är</translation>
  </message>
  <message>
   <source>&amp;Tap a training card</source>
   <translation>Läs ett övnings&amp;kort</translation>
  </message>
  <message>
   <source>A card is only looked at here; nothing is enrolled.</source>
   <translation>Här visas kortet bara; ingenting registreras.</translation>
  </message>
  <message>
   <source>Access levels</source>
   <translation>Behörigheter</translation>
  </message>
  <message>
   <source>Attach a reader</source>
   <translation>Anslut en läsare</translation>
  </message>
  <message>
   <source>Card</source>
   <translation>Kort</translation>
  </message>
  <message>
   <source>Hold the card to the reader first.</source>
   <translation>Håll först kortet mot läsaren.</translation>
  </message>
  <message>
   <source>In the door systems</source>
   <translation>I dörrsystemen</translation>
  </message>
  <message>
   <source>It is found by itself within three seconds; nothing has to be started anew.</source>
   <translation>Den hittas av sig själv inom tre sekunder; ingenting behöver startas om.</translation>
  </message>
  <message>
   <source>It was blocked at this desk.</source>
   <translation>Den spärrades vid den här arbetsplatsen.</translation>
  </message>
  <message>
   <source>Its number is not known here.</source>
   <translation>Dess nummer är inte känt här.</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Nyckel</translation>
  </message>
  <message>
   <source>Last at the doors</source>
   <translation>Senast vid dörrarna</translation>
  </message>
  <message>
   <source>Looking for readers</source>
   <translation>Letar efter läsare</translation>
  </message>
  <message>
   <source>Name at the service</source>
   <translation>Namn hos tjänsten</translation>
  </message>
  <message>
   <source>Not everything could be read</source>
   <translation>Allt kunde inte läsas</translation>
  </message>
  <message>
   <source>Readers</source>
   <translation>Läsare</translation>
  </message>
  <message>
   <source>Something for this key is not done yet</source>
   <translation>Något för den här nyckeln är inte klart än</translation>
  </message>
  <message>
   <source>The card may have another key by now, and open doors with it. What stands here is what this desk knew before. To enroll the card anew, hand it over: whose it is by now is asked first.</source>
   <translation>Kortet kan ha en annan nyckel vid det här laget och öppna dörrar med den. Det som står här är vad arbetsplatsen visste tidigare. Överlåt kortet för att registrera det på nytt: först frågas vems det är nu.</translation>
  </message>
  <message>
   <source>The service does not have this key any more: it was removed elsewhere</source>
   <translation>Tjänsten har inte längre den här nyckeln: den har tagits bort någon annanstans</translation>
  </message>
  <message>
   <source>The validity has ended, and not every door knows: the card may still open doors</source>
   <translation>Giltigheten är slut, men alla dörrar vet det inte: kortet kan fortfarande öppna dörrar</translation>
  </message>
  <message>
   <source>The validity of this card has ended</source>
   <translation>Kortets giltighet är slut</translation>
  </message>
  <message>
   <source>They could not be asked now: {why}</source>
   <translation>De kunde inte frågas nu: {why}</translation>
  </message>
  <message>
   <source>This card opens nothing before {moment}</source>
   <translation>Kortet öppnar ingenting före {moment}</translation>
  </message>
  <message>
   <source>This card opens nothing: its validity has ended</source>
   <translation>Kortet öppnar ingenting: giltigheten har gått ut</translation>
  </message>
  <message>
   <source>Valid</source>
   <translation>Giltigt</translation>
  </message>
  <message>
   <source>{problem}. Choose “{title}” all the same?</source>
   <translation>{problem}. Välj ”{title}” ändå?</translation>
  </message>
 </context>
 <context>
  <name>Pane</name>
  <message>
   <source>Close detai&amp;ls</source>
   <translation>St&amp;äng detaljer</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Detaljer</translation>
  </message>
 </context>
 <context>
  <name>PasswordEntry</name>
  <message>
   <source>Password</source>
   <translation>Lösenord</translation>
  </message>
  <message>
   <source>The desk's password</source>
   <translation>Arbetsplatsens lösenord</translation>
  </message>
  <message>
   <source>This is not the desk's password.</source>
   <translation>Detta är inte arbetsplatsens lösenord.</translation>
  </message>
  <message numerus="yes">
   <source>This is not the desk's password. Try again in %n second(s).</source>
   <translation>
    <numerusform>Detta är inte arbetsplatsens lösenord. Försök igen om %n sekund.</numerusform>
    <numerusform>Detta är inte arbetsplatsens lösenord. Försök igen om %n sekunder.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PasswordQuestion</name>
  <message>
   <source>&amp;Go on</source>
   <translation>&amp;Fortsätt</translation>
  </message>
  <message>
   <source>&amp;Not now</source>
   <translation>&amp;Inte nu</translation>
  </message>
 </context>
 <context>
  <name>PeopleList</name>
  <message numerus="yes">
   <source>%n key(s)</source>
   <translation>
    <numerusform>%n nyckel</numerusform>
    <numerusform>%n nycklar</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n known person(s) with such a name; Down picks.</source>
   <translation>
    <numerusform>%n känd person med ett sådant namn; Pil ned väljer.</numerusform>
    <numerusform>%n kända personer med ett sådant namn; Pil ned väljer.</numerusform>
   </translation>
  </message>
  <message>
   <source>Known here already: Down and Enter pick one of them.</source>
   <translation>Redan kända här: Pil ned och Enter väljer en av dem.</translation>
  </message>
  <message>
   <source>People who are known here</source>
   <translation>Personer som är kända här</translation>
  </message>
  <message>
   <source>last heard of on {day}</source>
   <translation>senast uppdaterad {day}</translation>
  </message>
 </context>
 <context>
  <name>PersonPage</name>
  <message numerus="yes">
   <source>%n people have this name: pick one of them in the list.</source>
   <translation>
    <numerusform>%n person har det här namnet: välj den i listan.</numerusform>
    <numerusform>%n personer har det här namnet: välj en av dem i listan.</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Last name</source>
   <translation>&amp;Efternamn</translation>
  </message>
  <message>
   <source>A new person of the same name is made when you just go on.</source>
   <translation>En ny person med samma namn skapas om du bara fortsätter.</translation>
  </message>
  <message>
   <source>Firs&amp;t name</source>
   <translation>Förna&amp;mn</translation>
  </message>
  <message>
   <source>It is the sa&amp;me person</source>
   <translation>Det är samma &amp;person</translation>
  </message>
  <message>
   <source>Nothing happens to that key before you have looked at everything.</source>
   <translation>Ingenting händer med den nyckeln innan du har granskat allt.</translation>
  </message>
  <message>
   <source>Take a second look at this card</source>
   <translation>Titta en gång till på det här kortet</translation>
  </message>
  <message>
   <source>Take another card, unless it is for the same person: then the key is changed.</source>
   <translation>Ta ett annat kort, om det inte är för samma person: då ändras nyckeln.</translation>
  </message>
  <message>
   <source>The card has a key now</source>
   <translation>Kortet har en nyckel nu</translation>
  </message>
  <message>
   <source>The name as it should stand on every list.</source>
   <translation>Namnet som det ska stå på varje lista.</translation>
  </message>
  <message>
   <source>This card already belongs to {name}</source>
   <translation>Kortet tillhör redan {name}</translation>
  </message>
  <message>
   <source>Who gets this card from now on?</source>
   <translation>Vem får kortet från och med nu?</translation>
  </message>
  <message>
   <source>Who gets this card?</source>
   <translation>Vem får kortet?</translation>
  </message>
  <message>
   <source>{length} of {most}</source>
   <translation>{length} av {most}</translation>
  </message>
  <message>
   <source>{name} has this card now</source>
   <translation>{name} har kortet nu</translation>
  </message>
  <message>
   <source>{name} is known here already</source>
   <translation>{name} är redan känd här</translation>
  </message>
 </context>
 <context>
  <name>PickedPerson</name>
  <message>
   <source>C&amp;hange</source>
   <translation>Välj o&amp;m</translation>
  </message>
  <message>
   <source>Change the person</source>
   <translation>Välj en annan person</translation>
  </message>
  <message>
   <source>Known here already: the new key is added to this person.</source>
   <translation>Redan känd här: den nya nyckeln läggs till personen.</translation>
  </message>
 </context>
 <context>
  <name>PinChoice</name>
  <message>
   <source>&amp;Draw one at random</source>
   <translation>Låt &amp;datorn slumpa en</translation>
  </message>
  <message>
   <source>&amp;PIN, four digits</source>
   <translation>&amp;PIN-kod, fyra siffror</translation>
  </message>
  <message>
   <source>&amp;Take the PIN away</source>
   <translation>T&amp;a bort PIN-koden</translation>
  </message>
  <message>
   <source>It can be used all the same; better ask for another one, or draw one.</source>
   <translation>Den går att använda ändå; be hellre om en annan, eller slumpa en.</translation>
  </message>
  <message>
   <source>It is shown once, after the key is created.</source>
   <translation>Den visas en gång, när nyckeln är skapad.</translation>
  </message>
  <message>
   <source>Leave the PIN &amp;as it is</source>
   <translation>Låt PIN-&amp;koden vara som den är</translation>
  </message>
  <message>
   <source>N&amp;o PIN</source>
   <translation>Ingen PIN-&amp;kod</translation>
  </message>
  <message>
   <source>Sho&amp;w while held</source>
   <translation>Håll in för att &amp;visa</translation>
  </message>
  <message>
   <source>The person &amp;chooses one</source>
   <translation>Personen väl&amp;jer en</translation>
  </message>
  <message>
   <source>This PIN is among the first that anybody would try.</source>
   <translation>Den här PIN-koden är bland de första som vem som helst skulle prova.</translation>
  </message>
 </context>
 <context>
  <name>PinOnce</name>
  <message>
   <source>Hold to sho&amp;w the PIN</source>
   <translation>Håll in för att visa &amp;PIN-koden</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN-kod</translation>
  </message>
 </context>
 <context>
  <name>PinPage</name>
  <message>
   <source>Does the card need a PIN?</source>
   <translation>Behöver kortet en PIN-kod?</translation>
  </message>
  <message>
   <source>Doors that ask for one take it together with the card.</source>
   <translation>Dörrar som kräver en tar den tillsammans med kortet.</translation>
  </message>
 </context>
 <context>
  <name>Program</name>
  <message>
   <source>Enroll cannot open the desk: {what}. If it stays so, send the log to whoever supports Enroll.</source>
   <translation>Enroll kan inte öppna arbetsplatsen: {what}. Om det förblir så, skicka loggen till den som ger support för Enroll.</translation>
  </message>
  <message>
   <source>The desk goes on as it was: its new settings cannot be used.</source>
   <translation>Arbetsplatsen fortsätter som den var: de nya inställningarna kan inte användas.</translation>
  </message>
 </context>
 <context>
  <name>Rail</name>
  <message>
   <source>&amp;Enroll</source>
   <translation>&amp;Registrera</translation>
  </message>
  <message>
   <source>&amp;History</source>
   <translation>&amp;Historik</translation>
  </message>
  <message>
   <source>&amp;Readers</source>
   <translation>&amp;Läsare</translation>
  </message>
  <message>
   <source>Outbox</source>
   <translation>Utkorg</translation>
  </message>
  <message>
   <source>Places</source>
   <translation>Platser</translation>
  </message>
  <message>
   <source>Sett&amp;ings</source>
   <translation>Inställnin&amp;gar</translation>
  </message>
  <message>
   <source>{place} (Ctrl+{number})</source>
   <translation>{place} (Ctrl+{number})</translation>
  </message>
 </context>
 <context>
  <name>ReaderPage</name>
  <message>
   <source>Attach a reader</source>
   <translation>Anslut en läsare</translation>
  </message>
  <message>
   <source>Found: {readers}</source>
   <translation>Hittade: {readers}</translation>
  </message>
  <message>
   <source>Hold any card to the reader</source>
   <translation>Håll vilket kort som helst mot läsaren</translation>
  </message>
  <message>
   <source>It is found by itself within a few seconds. It can be attached later too.</source>
   <translation>Den hittas av sig själv inom några sekunder. Den kan också anslutas senare.</translation>
  </message>
  <message>
   <source>It is only looked at; nothing is enrolled with it.</source>
   <translation>Det bara visas; ingenting registreras med det.</translation>
  </message>
  <message>
   <source>It wrote {raw}. The next step teaches it, from a card whose number is known.</source>
   <translation>Den skrev {raw}. Nästa steg lär in den, med ett kort vars nummer är känt.</translation>
  </message>
  <message>
   <source>The reader works</source>
   <translation>Läsaren fungerar</translation>
  </message>
  <message>
   <source>The reader works, and needs its number format</source>
   <translation>Läsaren fungerar, och behöver sitt nummerformat</translation>
  </message>
 </context>
 <context>
  <name>ReaderRow</name>
  <message>
   <source>As the reader sends it</source>
   <translation>Som läsaren skickar det</translation>
  </message>
  <message>
   <source>Number format</source>
   <translation>Nummerformat</translation>
  </message>
  <message>
   <source>Number format of {reader}</source>
   <translation>Nummerformat för {reader}</translation>
  </message>
  <message>
   <source>Remembered for this reader</source>
   <translation>Sparat för den här läsaren</translation>
  </message>
  <message>
   <source>Teach it…</source>
   <translation>Lär in…</translation>
  </message>
  <message>
   <source>Teach the number format of {reader}</source>
   <translation>Lär in nummerformatet för {reader}</translation>
  </message>
  <message>
   <source>The choice could not be kept</source>
   <translation>Valet kunde inte sparas</translation>
  </message>
  <message>
   <source>This protocol always sends the whole number</source>
   <translation>Det här protokollet skickar alltid hela numret</translation>
  </message>
  <message>
   <source>To take cards from it, add “{address}” to the readers in settings.toml.</source>
   <translation>För att ta emot kort från den, lägg till ”{address}” bland läsarna i settings.toml.</translation>
  </message>
  <message>
   <source>What to do</source>
   <translation>Så här gör du</translation>
  </message>
  <message>
   <source>{format} – set by the reader's address</source>
   <translation>{format} – bestämt av läsarens adress</translation>
  </message>
  <message>
   <source>{title} (cannot be enrolled)</source>
   <translation>{title} (kan inte registreras)</translation>
  </message>
 </context>
 <context>
  <name>Reading</name>
  <message>
   <source>Decimal</source>
   <translation>Decimalt</translation>
  </message>
  <message>
   <source>Hexadecimal</source>
   <translation>Hexadecimalt</translation>
  </message>
 </context>
 <context>
  <name>Result</name>
  <message>
   <source>Let it open a&amp;gain</source>
   <translation>Låt den öppn&amp;a igen</translation>
  </message>
  <message>
   <source>Print a &amp;slip</source>
   <translation>Skri&amp;v ut en lapp</translation>
  </message>
  <message>
   <source>The key of the old card is not removed yet: the old card may still open doors</source>
   <translation>Det gamla kortets nyckel är inte borttagen än: det gamla kortet kan fortfarande öppna dörrar</translation>
  </message>
  <message>
   <source>The key of the old card is removed</source>
   <translation>Det gamla kortets nyckel är borttagen</translation>
  </message>
  <message>
   <source>The key of the old card was not removed</source>
   <translation>Det gamla kortets nyckel togs inte bort</translation>
  </message>
 </context>
 <context>
  <name>ResultPage</name>
  <message>
   <source>&amp;Change it</source>
   <translation>Än&amp;dra den</translation>
  </message>
  <message>
   <source>&amp;Not now</source>
   <translation>&amp;Inte nu</translation>
  </message>
  <message>
   <source>&amp;Print a slip</source>
   <translation>Skri&amp;v ut en lapp</translation>
  </message>
  <message>
   <source>&amp;Put it back</source>
   <translation>&amp;Återställ</translation>
  </message>
  <message>
   <source>Change this person’s key?</source>
   <translation>Ändra den här personens nyckel?</translation>
  </message>
  <message>
   <source>Creating the access key</source>
   <translation>Skapar nyckeln</translation>
  </message>
  <message>
   <source>Do not hand out the card of {name} yet</source>
   <translation>Lämna inte ut kortet för {name} än</translation>
  </message>
  <message>
   <source>Do not hand out the card yet</source>
   <translation>Lämna inte ut kortet än</translation>
  </message>
  <message>
   <source>Give the card back to {owner}, and tell the new PIN.</source>
   <translation>Ge kortet tillbaka till {owner}, och meddela den nya PIN-koden.</translation>
  </message>
  <message>
   <source>Hand it o&amp;ver</source>
   <translation>Ö&amp;verlåt det</translation>
  </message>
  <message>
   <source>Hand this card over?</source>
   <translation>Överlåta det här kortet?</translation>
  </message>
  <message>
   <source>Hold it to a &amp;door</source>
   <translation>Prova vid en &amp;dörr</translation>
  </message>
  <message>
   <source>Key {id}</source>
   <translation>Nyckel {id}</translation>
  </message>
  <message>
   <source>Put the key back?</source>
   <translation>Återställa nyckeln?</translation>
  </message>
  <message>
   <source>Take a second look at this key</source>
   <translation>Titta en gång till på den här nyckeln</translation>
  </message>
  <message>
   <source>Tap the next card again once this one is finished</source>
   <translation>Läs nästa kort igen när det här är klart</translation>
  </message>
  <message>
   <source>The card stays {owner}’s: give it back.</source>
   <translation>Kortet förblir {owner}s: ge det tillbaka.</translation>
  </message>
  <message>
   <source>The key of {owner} was removed; the card has changed hands.</source>
   <translation>Nyckeln för {owner} togs bort; kortet har bytt ägare.</translation>
  </message>
  <message>
   <source>the owner</source>
   <translation>ägaren</translation>
  </message>
 </context>
 <context>
  <name>ReviewPage</name>
  <message>
   <source>Access</source>
   <translation>Behörighet</translation>
  </message>
  <message>
   <source>Before you go on</source>
   <translation>Innan du fortsätter</translation>
  </message>
  <message>
   <source>Card</source>
   <translation>Kort</translation>
  </message>
  <message>
   <source>Is everything right?</source>
   <translation>Är allt rätt?</translation>
  </message>
  <message>
   <source>Nothing was sent</source>
   <translation>Ingenting skickades</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN-kod</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>Person</translation>
  </message>
  <message>
   <source>Sent as</source>
   <translation>Skickas som</translation>
  </message>
  <message>
   <source>The card changes hands when you go on.</source>
   <translation>Kortet byter ägare när du fortsätter.</translation>
  </message>
  <message>
   <source>The key is created when you go on.</source>
   <translation>Nyckeln skapas när du fortsätter.</translation>
  </message>
  <message>
   <source>Validity</source>
   <translation>Giltighet</translation>
  </message>
  <message>
   <source>known here already</source>
   <translation>redan känd här</translation>
  </message>
  <message>
   <source>left as it is</source>
   <translation>oförändrat</translation>
  </message>
  <message>
   <source>no access level</source>
   <translation>ingen behörighet</translation>
  </message>
 </context>
 <context>
  <name>RoleLevels</name>
  <message numerus="yes">
   <source>%n level(s) of this role cannot be given</source>
   <translation>
    <numerusform>%n av rollens behörigheter kan inte ges</numerusform>
    <numerusform>%n av rollens behörigheter kan inte ges</numerusform>
   </translation>
  </message>
  <message>
   <source>A&amp;ccess levels</source>
   <translation>&amp;Behörigheter</translation>
  </message>
  <message>
   <source>As&amp;k again</source>
   <translation>&amp;Fråga igen</translation>
  </message>
  <message>
   <source>Asking the service for its access levels</source>
   <translation>Hämtar behörigheterna från tjänsten</translation>
  </message>
  <message numerus="yes">
   <source>In several door systems: {levels}. Choose which one is meant.</source>
   <translation>
    <numerusform>Finns i flera dörrsystem: {levels}. Välj vilken som menas.</numerusform>
    <numerusform>Finns i flera dörrsystem: {levels}. Välj vilka som menas.</numerusform>
   </translation>
  </message>
  <message>
   <source>None is chosen: those that were chosen with this role last.</source>
   <translation>Ingen är vald: de som senast valdes med rollen.</translation>
  </message>
  <message numerus="yes">
   <source>Not offered by the service now: {levels}. It is chosen for no card.</source>
   <translation>
    <numerusform>Finns inte hos tjänsten nu: {levels}. Den väljs inte för något kort.</numerusform>
    <numerusform>Finns inte hos tjänsten nu: {levels}. De väljs inte för något kort.</numerusform>
   </translation>
  </message>
  <message>
   <source>Space or Enter chooses, Ctrl+D makes a favorite, Ctrl+Enter saves.</source>
   <translation>Mellanslag eller Enter väljer, Ctrl+D gör till favorit, Ctrl+Enter sparar.</translation>
  </message>
  <message>
   <source>These are the levels as the service last listed them. What is chosen stays as it is.</source>
   <translation>Så här såg tjänstens lista ut senast. Det som är valt förblir som det är.</translation>
  </message>
  <message>
   <source>What is chosen stays as it is; others can be chosen as soon as the service answers.</source>
   <translation>Det som är valt förblir som det är; andra kan väljas så snart tjänsten svarar.</translation>
  </message>
  <message>
   <source>level {id}…</source>
   <translation>behörighet {id}…</translation>
  </message>
 </context>
 <context>
  <name>RolesSection</name>
  <message>
   <source>&amp;Add</source>
   <translation>Lägg &amp;till</translation>
  </message>
  <message>
   <source>&amp;Down</source>
   <translation>Flytta &amp;ner</translation>
  </message>
  <message>
   <source>&amp;Name</source>
   <translation>N&amp;amn</translation>
  </message>
  <message>
   <source>&amp;PIN</source>
   <translation>P&amp;IN-kod</translation>
  </message>
  <message>
   <source>&amp;Up</source>
   <translation>Flytta u&amp;pp</translation>
  </message>
  <message>
   <source>&amp;Which day</source>
   <translation>Vilk&amp;en dag</translation>
  </message>
  <message>
   <source>&amp;Which days of the year</source>
   <translation>Vilka dagar på år&amp;et</translation>
  </message>
  <message>
   <source>0: today alone</source>
   <translation>0: bara i dag</translation>
  </message>
  <message>
   <source>As they came with Enrol&amp;l</source>
   <translation>Som de &amp;var från början</translation>
  </message>
  <message>
   <source>Ho&amp;w many days after today</source>
   <translation>Hur många dagar &amp;efter i dag</translation>
  </message>
  <message>
   <source>New role</source>
   <translation>Ny roll</translation>
  </message>
  <message>
   <source>Re&amp;move</source>
   <translation>Ta b&amp;ort</translation>
  </message>
  <message>
   <source>Roles</source>
   <translation>Roller</translation>
  </message>
  <message>
   <source>Valid un&amp;til</source>
   <translation>Giltig till och me&amp;d</translation>
  </message>
  <message>
   <source>What a role fills in is seen and may be changed on every card. The first eight are chosen by {keys} too.</source>
   <translation>Det som en roll fyller i syns och kan ändras för varje kort. De åtta första väljs också med {keys}.</translation>
  </message>
  <message>
   <source>a fixed day</source>
   <translation>en bestämd dag</translation>
  </message>
  <message>
   <source>a number of days after today</source>
   <translation>ett antal dagar efter idag</translation>
  </message>
  <message>
   <source>as 01-20; 06-10, month and day</source>
   <translation>som 01-20; 06-10, månad och dag</translation>
  </message>
  <message>
   <source>as 2027-06-30</source>
   <translation>som 2027-06-30</translation>
  </message>
  <message>
   <source>as for the last card</source>
   <translation>som för det senaste kortet</translation>
  </message>
  <message>
   <source>drawn at random</source>
   <translation>slumpas</translation>
  </message>
  <message>
   <source>never expires</source>
   <translation>utan slutdatum</translation>
  </message>
  <message>
   <source>none</source>
   <translation>ingen</translation>
  </message>
  <message>
   <source>the next of these days of the year</source>
   <translation>nästa av de här dagarna på året</translation>
  </message>
  <message>
   <source>the person chooses one</source>
   <translation>personen väljer en</translation>
  </message>
 </context>
 <context>
  <name>RowPane</name>
  <message numerus="yes">
   <source>%n level(s) whose name is not known here</source>
   <translation>
    <numerusform>%n behörighet vars namn inte är känt här</numerusform>
    <numerusform>%n behörigheter vars namn inte är kända här</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n time(s)</source>
   <translation>
    <numerusform>%n gång</numerusform>
    <numerusform>%n gånger</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Give it and send</source>
   <translation>&amp;Ange och skicka</translation>
  </message>
  <message>
   <source>&amp;Missing PIN</source>
   <translation>PIN-kod som saknas (&amp;z)</translation>
  </message>
  <message>
   <source>&amp;Missing code</source>
   <translation>Kod som saknas (&amp;z)</translation>
  </message>
  <message>
   <source>Access levels</source>
   <translation>Behörigheter</translation>
  </message>
  <message>
   <source>By</source>
   <translation>Av</translation>
  </message>
  <message>
   <source>Card</source>
   <translation>Kort</translation>
  </message>
  <message>
   <source>It is sent by itself when its turn comes.</source>
   <translation>Det skickas av sig självt när det är dess tur.</translation>
  </message>
  <message numerus="yes">
   <source>It is tried again by itself in %n second(s).</source>
   <translation>
    <numerusform>Ett nytt försök görs av sig självt om %n sekund.</numerusform>
    <numerusform>Ett nytt försök görs av sig självt om %n sekunder.</numerusform>
   </translation>
  </message>
  <message>
   <source>It stands otherwise by now; it is among all of them.</source>
   <translation>Läget är ett annat nu; den finns bland alla.</translation>
  </message>
  <message>
   <source>It was sent without an answer: it may have been done.</source>
   <translation>Det skickades utan svar: det kan ha utförts.</translation>
  </message>
  <message>
   <source>New PIN, where the key is &amp;put back</source>
   <translation>Ny &amp;PIN-kod, om nyckeln återställs</translation>
  </message>
  <message>
   <source>Number</source>
   <translation>Nummer</translation>
  </message>
  <message>
   <source>Number {number} is not among these any more</source>
   <translation>Nummer {number} finns inte bland dessa längre</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN-kod</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>Person</translation>
  </message>
  <message>
   <source>Reader</source>
   <translation>Läsare</translation>
  </message>
  <message>
   <source>Since</source>
   <translation>Sedan</translation>
  </message>
  <message>
   <source>Take care</source>
   <translation>Var försiktig</translation>
  </message>
  <message>
   <source>Tried</source>
   <translation>Försökt</translation>
  </message>
  <message>
   <source>Valid</source>
   <translation>Giltig</translation>
  </message>
  <message>
   <source>What is to be done</source>
   <translation>Det som ska göras</translation>
  </message>
  <message>
   <source>Whose card it is</source>
   <translation>Vems kortet är</translation>
  </message>
  <message>
   <source>none</source>
   <translation>ingen</translation>
  </message>
  <message>
   <source>not yet</source>
   <translation>inte än</translation>
  </message>
  <message>
   <source>set (hidden)</source>
   <translation>angiven (dold)</translation>
  </message>
 </context>
 <context>
  <name>SafetySection</name>
  <message>
   <source>&amp;Kiosk: full screen</source>
   <translation>&amp;Kiosk: helskärm</translation>
  </message>
  <message>
   <source>&amp;Lock after idle minutes</source>
   <translation>Lås &amp;efter minuters stillhet</translation>
  </message>
  <message>
   <source>&amp;New password</source>
   <translation>&amp;Nytt lösenord</translation>
  </message>
  <message>
   <source>0: never</source>
   <translation>0: aldrig</translation>
  </message>
  <message>
   <source>Left by the password alone.</source>
   <translation>Lämnas bara med lösenordet.</translation>
  </message>
  <message>
   <source>Neither lock nor kiosk is possible without it: both end.</source>
   <translation>Varken lås eller kiosk är möjligt utan det: båda upphör.</translation>
  </message>
  <message>
   <source>New password a&amp;gain</source>
   <translation>Nytt lösenord &amp;igen</translation>
  </message>
  <message>
   <source>Safety</source>
   <translation>Säkerhet</translation>
  </message>
  <message>
   <source>Saving</source>
   <translation>Sparar</translation>
  </message>
  <message>
   <source>Take the password a&amp;way</source>
   <translation>Ta &amp;bort lösenordet</translation>
  </message>
  <message>
   <source>The password opens a locked window and leaves the full screen. It is no key of the service.</source>
   <translation>Lösenordet öppnar ett låst fönster och lämnar helskärmen. Det är ingen nyckel till tjänsten.</translation>
  </message>
  <message>
   <source>empty: as it is</source>
   <translation>tomt: som det är</translation>
  </message>
 </context>
 <context>
  <name>Search</name>
  <message>
   <source>&amp;From</source>
   <translation>&amp;Från</translation>
  </message>
  <message>
   <source>&amp;Person or card number</source>
   <translation>&amp;Person eller kortnummer</translation>
  </message>
  <message>
   <source>&amp;Until</source>
   <translation>T&amp;ill</translation>
  </message>
  <message>
   <source>Type, or tap a card</source>
   <translation>Skriv, eller läs ett kort</translation>
  </message>
  <message>
   <source>e.g. {day}</source>
   <translation>t.ex. {day}</translation>
  </message>
 </context>
 <context>
  <name>SecretLine</name>
  <message>
   <source>&amp;Paste</source>
   <translation>&amp;Klistra in</translation>
  </message>
 </context>
 <context>
  <name>Section</name>
  <message>
   <source>Give the desk's password to change this.</source>
   <translation>Ange arbetsplatsens lösenord för att ändra det här.</translation>
  </message>
  <message>
   <source>Nothing was changed</source>
   <translation>Ingenting ändrades</translation>
  </message>
 </context>
 <context>
  <name>ServiceSection</name>
  <message>
   <source>&amp;Begin a key with card and name</source>
   <translation>&amp;Börja en nyckel med kort och namn</translation>
  </message>
  <message>
   <source>&amp;Test the connection</source>
   <translation>&amp;Testa förbindelsen</translation>
  </message>
  <message>
   <source>How card &amp;numbers are sent</source>
   <translation>Hur kort&amp;nummer skickas</translation>
  </message>
  <message>
   <source>Look first at what &amp;doors saw</source>
   <translation>Se först vad &amp;dörrar såg</translation>
  </message>
  <message>
   <source>PIN, validity and levels come once it is known whose card it is. Only for a service that leaves alone what a request leaves out: elsewhere it takes a stranger's access away. Try it with a spare card first.</source>
   <translation>PIN-kod, giltighet och behörigheter kommer när det är känt vems kortet är. Bara för en tjänst som låter det vara som en begäran utelämnar: annars tar det en främlings tillträde ifrån dem. Prova först med ett reservkort.</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>Tjänst</translation>
  </message>
  <message>
   <source>The gateway has the API key; this desk needs none.</source>
   <translation>Gatewayen har API-nyckeln; arbetsplatsen behöver ingen.</translation>
  </message>
  <message>
   <source>There is none yet.</source>
   <translation>Det finns ingen än.</translation>
  </message>
  <message>
   <source>There is one, in {place}. It is never shown; type a new one to replace it.</source>
   <translation>Det finns en, i {place}. Den visas aldrig; skriv en ny för att ersätta den.</translation>
  </message>
  <message>
   <source>What doors saw of a card, before it is enrolled, may tell whose it is.</source>
   <translation>Det dörrar såg av ett kort innan det registreras kan säga vems det är.</translation>
  </message>
  <message>
   <source>decimal (0004564999259)</source>
   <translation>decimalt (0004564999259)</translation>
  </message>
  <message>
   <source>hexadecimal (0x0110185c5b)</source>
   <translation>hexadecimalt (0x0110185c5b)</translation>
  </message>
  <message>
   <source>the credentials that systemd hands to this service</source>
   <translation>uppgifterna som systemd lämnar till tjänsten</translation>
  </message>
  <message>
   <source>the file {file}, which is not encrypted</source>
   <translation>filen {file}, som inte är krypterad</translation>
  </message>
  <message>
   <source>this computer's own vault</source>
   <translation>datorns eget nyckelvalv</translation>
  </message>
 </context>
 <context>
  <name>SettingsView</name>
  <message>
   <source>A change here acts at once.</source>
   <translation>En ändring här gäller genast.</translation>
  </message>
  <message>
   <source>A change here is kept by Save.</source>
   <translation>En ändring här gäller när du sparar.</translation>
  </message>
  <message>
   <source>Desk</source>
   <translation>Arbetsplats</translation>
  </message>
  <message>
   <source>History</source>
   <translation>Historik</translation>
  </message>
  <message>
   <source>Parts of the settings</source>
   <translation>Inställningarnas delar</translation>
  </message>
  <message>
   <source>Roles</source>
   <translation>Roller</translation>
  </message>
  <message>
   <source>Sa&amp;ve</source>
   <translation>&amp;Spara</translation>
  </message>
  <message>
   <source>Safety</source>
   <translation>Säkerhet</translation>
  </message>
  <message>
   <source>Saved</source>
   <translation>Sparat</translation>
  </message>
  <message>
   <source>Service</source>
   <translation>Tjänst</translation>
  </message>
  <message>
   <source>Sounds</source>
   <translation>Ljud</translation>
  </message>
  <message>
   <source>The settings cannot be read</source>
   <translation>Inställningarna kan inte läsas</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Övning</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Fönster</translation>
  </message>
 </context>
 <context>
  <name>SettledCards</name>
  <message>
   <source>Card {number}: {raw} is {known}</source>
   <translation>Kort {number}: {raw} är {known}</translation>
  </message>
 </context>
 <context>
  <name>SetupView</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Tillbaka</translation>
  </message>
  <message>
   <source>&amp;Connect</source>
   <translation>&amp;Anslut</translation>
  </message>
  <message>
   <source>&amp;Finish</source>
   <translation>&amp;Klart</translation>
  </message>
  <message>
   <source>&amp;Skip this</source>
   <translation>&amp;Hoppa över</translation>
  </message>
  <message>
   <source>&amp;Stay here</source>
   <translation>&amp;Stanna här</translation>
  </message>
  <message>
   <source>&amp;Use this format</source>
   <translation>&amp;Använd det här formatet</translation>
  </message>
  <message>
   <source>Give the desk's password to connect this desk.</source>
   <translation>Ange arbetsplatsens lösenord för att ansluta arbetsplatsen.</translation>
  </message>
  <message>
   <source>Ne&amp;xt</source>
   <translation>&amp;Nästa</translation>
  </message>
  <message>
   <source>Nothing is kept of what was typed here. It is asked again at the next start.</source>
   <translation>Inget av det som skrevs här sparas. Frågan ställs igen vid nästa start.</translation>
  </message>
  <message>
   <source>Ope&amp;n the training mode</source>
   <translation>Öppna öv&amp;ningsläget</translation>
  </message>
  <message>
   <source>Set it up &amp;later</source>
   <translation>Gör det &amp;senare</translation>
  </message>
  <message>
   <source>Set this desk up later?</source>
   <translation>Ställa in arbetsplatsen senare?</translation>
  </message>
  <message>
   <source>Step {number} of {count}</source>
   <translation>Steg {number} av {count}</translation>
  </message>
 </context>
 <context>
  <name>SlipPrinter</name>
  <message>
   <source>Slip</source>
   <translation>Lapp</translation>
  </message>
 </context>
 <context>
  <name>SoonNotice</name>
  <message>
   <source>It is sent by itself then, unless that changes what is sent.</source>
   <translation>Sedan skickas det av sig självt, om inte det som skickas blir något annat.</translation>
  </message>
  <message>
   <source>It is still being looked up whose card this is</source>
   <translation>Det kontrolleras fortfarande vems kort det är</translation>
  </message>
 </context>
 <context>
  <name>SoundSection</name>
  <message>
   <source>&amp;Light and buzzer of the reader</source>
   <translation>Läsarens l&amp;jus och summer</translation>
  </message>
  <message>
   <source>&amp;Sounds for what comes of a card</source>
   <translation>Lju&amp;d för det som sker med ett kort</translation>
  </message>
  <message>
   <source>&amp;Volume</source>
   <translation>&amp;Volym</translation>
  </message>
  <message>
   <source>Sounds</source>
   <translation>Ljud</translation>
  </message>
  <message>
   <source>What is heard is always seen too.</source>
   <translation>Det som hörs syns alltid också.</translation>
  </message>
  <message>
   <source>Where the reader has them and lets a program use them.</source>
   <translation>Där läsaren har dem och låter ett program använda dem.</translation>
  </message>
  <message>
   <source>{percent} %</source>
   <translation>{percent} %</translation>
  </message>
 </context>
 <context>
  <name>Stepper</name>
  <message>
   <source>Access</source>
   <translation>Behörighet</translation>
  </message>
  <message>
   <source>Card</source>
   <translation>Kort</translation>
  </message>
  <message>
   <source>Details</source>
   <translation>Uppgifter</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN-kod</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>Person</translation>
  </message>
  <message>
   <source>Result</source>
   <translation>Resultat</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Granska</translation>
  </message>
  <message>
   <source>Step {number} of {count}: {name}</source>
   <translation>Steg {number} av {count}: {name}</translation>
  </message>
 </context>
 <context>
  <name>Systems</name>
  <message>
   <source>Door systems</source>
   <translation>Dörrsystem</translation>
  </message>
 </context>
 <context>
  <name>TapStep</name>
  <message>
   <source>1.  A card whose number is known</source>
   <translation>1.  Ett kort vars nummer är känt</translation>
  </message>
  <message>
   <source>Hold the card to the reader that is to be taught.</source>
   <translation>Håll kortet mot läsaren som ska läras.</translation>
  </message>
  <message>
   <source>Hold the card to this reader</source>
   <translation>Håll kortet mot den här läsaren</translation>
  </message>
  <message>
   <source>No card was held to this reader yet</source>
   <translation>Inget kort har hållits mot läsaren än</translation>
  </message>
  <message>
   <source>The reader sent</source>
   <translation>Läsaren skickade</translation>
  </message>
 </context>
 <context>
  <name>TrainingSection</name>
  <message>
   <source>&amp;Cut the line to the training server</source>
   <translation>Bryt linjen till övnings&amp;servern</translation>
  </message>
  <message>
   <source>Nothing here is real, and nothing of it stays.</source>
   <translation>Ingenting här är på riktigt, och inget av det blir kvar.</translation>
  </message>
  <message>
   <source>Training</source>
   <translation>Övning</translation>
  </message>
  <message>
   <source>What is enrolled meanwhile waits in the outbox, as where the service cannot be reached.</source>
   <translation>Det som registreras under tiden väntar i utkorgen, som när tjänsten inte kan nås.</translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message numerus="yes">
   <source>%n enrollment(s) not delivered</source>
   <translation>
    <numerusform>%n registrering ej levererad</numerusform>
    <numerusform>%n registreringar ej levererade</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Lock the window</source>
   <translation>&amp;Lås fönstret</translation>
  </message>
  <message>
   <source>&amp;Open Enroll</source>
   <translation>&amp;Öppna Enroll</translation>
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Avsluta</translation>
  </message>
  <message>
   <source>Enroll goes on in the tray; its icon opens it again.</source>
   <translation>Enroll fortsätter i aktivitetsfältet; ikonen där öppnar det igen.</translation>
  </message>
 </context>
 <context>
  <name>ValidityChoice</name>
  <message>
   <source>The clocks are put back that night</source>
   <translation>Klockorna ställs tillbaka den natten</translation>
  </message>
  <message>
   <source>The end lies in the past: this card would open nothing.</source>
   <translation>Slutet ligger i det förflutna: kortet skulle inte öppna något.</translation>
  </message>
  <message>
   <source>Valid &amp;from</source>
   <translation>Giltig &amp;från</translation>
  </message>
  <message>
   <source>Valid &amp;until</source>
   <translation>Giltig till &amp;och med</translation>
  </message>
  <message>
   <source>e.g. 2026-12-31 08:00</source>
   <translation>t.ex. 2026-12-31 08:00</translation>
  </message>
  <message>
   <source>e.g. 2026-12-31 or +14 days</source>
   <translation>t.ex. 2026-12-31 eller +14 dagar</translation>
  </message>
  <message>
   <source>empty: as it is</source>
   <translation>tomt: som det är</translation>
  </message>
  <message>
   <source>empty: at once</source>
   <translation>tomt: genast</translation>
  </message>
  <message>
   <source>empty: never expires</source>
   <translation>tomt: utan slutdatum</translation>
  </message>
 </context>
 <context>
  <name>WelcomePage</name>
  <message>
   <source>&amp;Try it in the training mode</source>
   <translation>&amp;Prova i övningsläget</translation>
  </message>
  <message>
   <source>As the computer</source>
   <translation>Som datorn</translation>
  </message>
  <message>
   <source>Connect through the &amp;gateway of this site</source>
   <translation>Anslut genom platsens &amp;gateway</translation>
  </message>
  <message>
   <source>Connect to the ser&amp;vice</source>
   <translation>Anslut till t&amp;jänsten</translation>
  </message>
  <message>
   <source>Lang&amp;uage</source>
   <translation>Sp&amp;råk</translation>
  </message>
  <message>
   <source>Nothing there is real: no service, no card and no person. It is left by closing the window.</source>
   <translation>Ingenting där är på riktigt: ingen tjänst, inget kort och ingen person. Det lämnas genom att stänga fönstret.</translation>
  </message>
  <message>
   <source>This desk has no way to its service yet. To set one up takes a few minutes.</source>
   <translation>Den här arbetsplatsen har ännu ingen väg till sin tjänst. Det tar några minuter att ställa in en.</translation>
  </message>
  <message>
   <source>Welcome to Enroll</source>
   <translation>Välkommen till Enroll</translation>
  </message>
  <message>
   <source>With a certificate for this desk, which IT has handed out.</source>
   <translation>Med ett certifikat för arbetsplatsen, som IT har lämnat ut.</translation>
  </message>
  <message>
   <source>With an API key, which the administrator of the access system makes in its portal.</source>
   <translation>Med en API-nyckel, som passersystemets administratör gör i dess portal.</translation>
  </message>
 </context>
 <context>
  <name>WindowSection</name>
  <message>
   <source>&amp;Language</source>
   <translation>S&amp;pråk</translation>
  </message>
  <message>
   <source>All on one page</source>
   <translation>Allt på en sida</translation>
  </message>
  <message>
   <source>An icon in the &amp;tray of the system</source>
   <translation>En ikon i systemets &amp;aktivitetsfält</translation>
  </message>
  <message>
   <source>As the computer</source>
   <translation>Som datorn</translation>
  </message>
  <message>
   <source>Closing the window leaves Enroll there.</source>
   <translation>Enroll finns kvar där när fönstret stängs.</translation>
  </message>
  <message>
   <source>Dark</source>
   <translation>Mörkt</translation>
  </message>
  <message>
   <source>How an enrollment is &amp;asked for</source>
   <translation>Hur en registrering &amp;fylls i</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Ljust</translation>
  </message>
  <message>
   <source>Loo&amp;k</source>
   <translation>Utseen&amp;de</translation>
  </message>
  <message>
   <source>Page after page</source>
   <translation>Sida efter sida</translation>
  </message>
  <message>
   <source>Window</source>
   <translation>Fönster</translation>
  </message>
 </context>
 <context>
  <name>WizardView</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Tillbaka</translation>
  </message>
  <message>
   <source>&amp;Next</source>
   <translation>&amp;Nästa</translation>
  </message>
  <message>
   <source>&amp;Start over</source>
   <translation>&amp;Börja om</translation>
  </message>
  <message>
   <source>&amp;Try again</source>
   <translation>Försök &amp;igen</translation>
  </message>
  <message>
   <source>Leave it, ne&amp;xt card</source>
   <translation>Lämna det, nä&amp;sta kort</translation>
  </message>
  <message>
   <source>Tap the next card again once this one is finished.</source>
   <translation>Läs nästa kort igen när det här är klart.</translation>
  </message>
  <message>
   <source>This is the card in hand.</source>
   <translation>Det här är kortet du håller på med.</translation>
  </message>
 </context>
 <context>
  <name>_Chain</name>
  <message>
   <source>A card of unknown technology</source>
   <translation>Ett kort av okänd teknik</translation>
  </message>
  <message>
   <source>A number that is not understood</source>
   <translation>Ett nummer som inte går att förstå</translation>
  </message>
  <message>
   <source>Decimal</source>
   <translation>Decimalt</translation>
  </message>
  <message>
   <source>Hexadecimal</source>
   <translation>Hexadecimalt</translation>
  </message>
  <message>
   <source>Nothing</source>
   <translation>Ingenting</translation>
  </message>
  <message>
   <source>The card's serial number</source>
   <translation>Kortets serienummer</translation>
  </message>
  <message>
   <source>The reader sent</source>
   <translation>Läsaren skickade</translation>
  </message>
  <message>
   <source>What will be sent</source>
   <translation>Det som kommer att skickas</translation>
  </message>
  <message>
   <source>as the reader sends it</source>
   <translation>som läsaren skickar det</translation>
  </message>
  <message>
   <source>{count} bytes</source>
   <translation>{count} byte</translation>
  </message>
  <message>
   <source>{spelling}, as it is sent</source>
   <translation>{spelling}, som det skickas</translation>
  </message>
 </context>
 <context>
  <name>_Doors</name>
  <message>
   <source>Asking the doors …</source>
   <translation>Frågar dörrarna …</translation>
  </message>
  <message numerus="yes">
   <source>Not used at any door in the last %n day(s).</source>
   <translation>
    <numerusform>Inte använt vid någon dörr det senaste dygnet.</numerusform>
    <numerusform>Inte använt vid någon dörr de senaste %n dagarna.</numerusform>
   </translation>
  </message>
  <message>
   <source>Not used at any door since {since}. What was before is not looked through: the doors tell too much.</source>
   <translation>Inte använt vid någon dörr sedan {since}. Det som var innan har inte gåtts igenom: dörrarna rapporterar för mycket.</translation>
  </message>
 </context>
 <context>
  <name>_Empty</name>
  <message>
   <source>Hold a card to a reader</source>
   <translation>Håll ett kort mot en läsare</translation>
  </message>
  <message>
   <source>What the reader sends, and what becomes of it, is shown here.</source>
   <translation>Det läsaren skickar, och vad det blir av det, visas här.</translation>
  </message>
 </context>
 <context>
  <name>_Line</name>
  <message>
   <source>Explains every card here</source>
   <translation>Förklarar varje kort här</translation>
  </message>
  <message>
   <source>Explains the cards, but cannot be used to enroll them</source>
   <translation>Förklarar korten, men kan inte användas för att registrera dem</translation>
  </message>
  <message>
   <source>Only if what is said below is so</source>
   <translation>Bara om det som står nedan stämmer</translation>
  </message>
 </context>
 <context>
  <name>_Month</name>
  <message>
   <source>Days</source>
   <translation>Dagar</translation>
  </message>
  <message>
   <source>Month</source>
   <translation>Månad</translation>
  </message>
  <message>
   <source>The month after</source>
   <translation>Månaden efter</translation>
  </message>
  <message>
   <source>The month before</source>
   <translation>Månaden före</translation>
  </message>
 </context>
 <context>
  <name>_Reopen</name>
  <message>
   <source>&amp;Use it now</source>
   <translation>An&amp;vänd nu</translation>
  </message>
  <message>
   <source>Not everything is used yet</source>
   <translation>Allt används inte än</translation>
  </message>
  <message>
   <source>What was changed is used from the next start of Enroll on, or now.</source>
   <translation>Det som ändrades används från nästa start av Enroll, eller nu.</translation>
  </message>
 </context>
 <context>
  <name>_Summary</name>
  <message>
   <source>What will happen</source>
   <translation>Det här kommer att hända</translation>
  </message>
 </context>
 <context>
  <name>_SystemLine</name>
  <message>
   <source>Applied</source>
   <translation>Mottagen</translation>
  </message>
  <message>
   <source>Failed</source>
   <translation>Misslyckades</translation>
  </message>
  <message>
   <source>Pending</source>
   <translation>Väntar</translation>
  </message>
 </context>
 <context>
  <name>deeds</name>
  <message>
   <source>Change PIN and access levels</source>
   <translation>Ändra PIN-kod och behörigheter</translation>
  </message>
  <message>
   <source>Change PIN and validity</source>
   <translation>Ändra PIN-kod och giltighet</translation>
  </message>
  <message>
   <source>Change PIN, validity and access levels</source>
   <translation>Ändra PIN-kod, giltighet och behörigheter</translation>
  </message>
  <message>
   <source>Change how long it is valid</source>
   <translation>Ändra giltigheten</translation>
  </message>
  <message>
   <source>Change the PIN</source>
   <translation>Ändra PIN-koden</translation>
  </message>
  <message>
   <source>Change the access levels</source>
   <translation>Ändra behörigheterna</translation>
  </message>
  <message>
   <source>Change validity and access levels</source>
   <translation>Ändra giltighet och behörigheter</translation>
  </message>
  <message>
   <source>Take the PIN away</source>
   <translation>Ta bort PIN-koden</translation>
  </message>
 </context>
 <context>
  <name>files</name>
  <message>
   <source>Give the desk's password to choose a file: the whole disk is in sight then.</source>
   <translation>Ange arbetsplatsens lösenord för att välja en fil: då syns hela disken.</translation>
  </message>
 </context>
 <context>
  <name>going_on</name>
  <message>
   <source>&amp;Not now</source>
   <translation>&amp;Inte nu</translation>
  </message>
  <message>
   <source>Read what is said on the page; Enter once more creates the key.</source>
   <translation>Läs det som står på sidan; Enter en gång till skapar nyckeln.</translation>
  </message>
  <message>
   <source>Take another &amp;card</source>
   <translation>Ta ett annat &amp;kort</translation>
  </message>
  <message>
   <source>Take another card?</source>
   <translation>Ta ett annat kort?</translation>
  </message>
 </context>
 <context>
  <name>health</name>
  <message>
   <source>Connecting</source>
   <translation>Ansluter</translation>
  </message>
  <message>
   <source>Looking for readers</source>
   <translation>Letar efter läsare</translation>
  </message>
 </context>
 <context>
  <name>help</name>
  <message>
   <source>A key that exists. Choose at the right what is to be done with it; what that will do is said before it is done.</source>
   <translation>En nyckel som finns. Välj till höger vad som ska göras med den; vad som då händer sägs innan det görs.</translation>
  </message>
  <message>
   <source>A new card leads to its person, PIN and doors. A card that is known here opens its key, to extend, change or block it.</source>
   <translation>Ett nytt kort leder till person, PIN-kod och dörrar. Ett kort som är känt här öppnar sin nyckel, som kan förlängas, ändras eller spärras.</translation>
  </message>
  <message>
   <source>A role fills in the end, and the levels that go with it. Type to find a level, Enter chooses it. With no level the card opens no door.</source>
   <translation>En roll fyller i slutet och de behörigheter som hör till den. Skriv för att hitta en behörighet, Enter väljer den. Utan behörighet öppnar kortet ingen dörr.</translation>
  </message>
  <message>
   <source>All of it on one page. Going on creates the key; what is unusual is said before.</source>
   <translation>Allt på en sida. När du går vidare skapas nyckeln; det som är ovanligt sägs först.</translation>
  </message>
  <message>
   <source>How far the key has come, system by system. Hand the card out once it says that it is done; what waits is sent by itself.</source>
   <translation>Hur långt nyckeln har kommit, system för system. Lämna ut kortet när det står att det är klart; det som väntar skickas av sig självt.</translation>
  </message>
  <message>
   <source>How this desk works. What the policy of this computer has fixed cannot be changed here.</source>
   <translation>Hur arbetsplatsen fungerar. Det som datorns policy har bestämt kan inte ändras här.</translation>
  </message>
  <message>
   <source>Nothing was sent so far. Going on creates the key; what is unusual stands above the table.</source>
   <translation>Inget är skickat än. När du går vidare skapas nyckeln; det som är ovanligt står ovanför tabellen.</translation>
  </message>
  <message>
   <source>Only doors that ask for a PIN need one. A PIN that is drawn is shown once, on the last page.</source>
   <translation>Bara dörrar som frågar efter en PIN-kod behöver en. En slumpad PIN-kod visas en gång, på sista sidan.</translation>
  </message>
  <message>
   <source>Type the name. People who were met here before are offered below it; picking one makes no second person.</source>
   <translation>Skriv namnet. Personer som varit här förut visas under det; väljs en av dem skapas ingen ny person.</translation>
  </message>
  <message>
   <source>What came of it, system by system. It holds at a door once its system has confirmed it.</source>
   <translation>Vad det blev av det, system för system. Det gäller vid en dörr när dess system har bekräftat det.</translation>
  </message>
  <message>
   <source>What each reader sends, and the number format it is read with. Nothing is enrolled here.</source>
   <translation>Vad varje läsare skickar och med vilket nummerformat det läses. Inget registreras här.</translation>
  </message>
  <message>
   <source>What is saved here and not answered yet. It is sent by itself; what waits for a decision says so.</source>
   <translation>Det som är sparat här och ännu inte besvarat. Det skickas av sig självt; det som väntar på ett beslut säger det.</translation>
  </message>
  <message>
   <source>What this desk did, and what came of it. While the search has the keyboard, a card held to the reader is looked for.</source>
   <translation>Vad arbetsplatsen har gjort och vad det blev av det. Medan sökfältet är aktivt söks ett kort som hålls mot läsaren fram.</translation>
  </message>
  <message>
   <source>What will happen is said at the bottom before anything is sent. Esc leaves the key as it is.</source>
   <translation>Vad som kommer att hända står längst ned innan något skickas. Esc lämnar nyckeln som den är.</translation>
  </message>
 </context>
 <context>
  <name>history</name>
  <message numerus="yes">
   <source>%n level(s) whose name is not known here</source>
   <translation>
    <numerusform>%n behörighet vars namn inte är känt här</numerusform>
    <numerusform>%n behörigheter vars namn inte är kända här</numerusform>
   </translation>
  </message>
  <message>
   <source>By</source>
   <translation>Av</translation>
  </message>
  <message>
   <source>Card</source>
   <translation>Kort</translation>
  </message>
  <message>
   <source>Entry</source>
   <translation>Post</translation>
  </message>
  <message>
   <source>Forgotten</source>
   <translation>Glömt</translation>
  </message>
  <message>
   <source>How it went</source>
   <translation>Så här gick det</translation>
  </message>
  <message>
   <source>In decimal digits</source>
   <translation>Med decimala siffror</translation>
  </message>
  <message>
   <source>Key</source>
   <translation>Nyckel</translation>
  </message>
  <message>
   <source>Note</source>
   <translation>Anmärkning</translation>
  </message>
  <message>
   <source>Number in the outbox</source>
   <translation>Nummer i utkorgen</translation>
  </message>
  <message>
   <source>PIN set (hidden)</source>
   <translation>PIN-kod angiven (dold)</translation>
  </message>
  <message>
   <source>PIN taken away</source>
   <translation>PIN-koden borttagen</translation>
  </message>
  <message>
   <source>Person</source>
   <translation>Person</translation>
  </message>
  <message>
   <source>Reader</source>
   <translation>Läsare</translation>
  </message>
  <message>
   <source>What</source>
   <translation>Åtgärd</translation>
  </message>
  <message>
   <source>What came of it</source>
   <translation>Resultat</translation>
  </message>
  <message>
   <source>What the service answered</source>
   <translation>Vad tjänsten svarade</translation>
  </message>
  <message>
   <source>What was asked for</source>
   <translation>Vad som begärdes</translation>
  </message>
  <message>
   <source>When</source>
   <translation>När</translation>
  </message>
  <message>
   <source>Whose the key is</source>
   <translation>Vems nyckeln är</translation>
  </message>
  <message>
   <source>access levels: {names}</source>
   <translation>behörigheter: {names}</translation>
  </message>
  <message>
   <source>no access levels</source>
   <translation>inga behörigheter</translation>
  </message>
  <message>
   <source>person: {name}</source>
   <translation>person: {name}</translation>
  </message>
  <message>
   <source>valid from {when}</source>
   <translation>giltig från {when}</translation>
  </message>
  <message>
   <source>valid until {when}</source>
   <translation>giltig till {when}</translation>
  </message>
  <message>
   <source>{count} entries</source>
   <translation>{count} poster</translation>
  </message>
  <message>
   <source>{when}: {state}</source>
   <translation>{when}: {state}</translation>
  </message>
  <message>
   <source>{who} at {desk}</source>
   <translation>{who} vid {desk}</translation>
  </message>
 </context>
 <context>
  <name>key</name>
  <message numerus="yes">
   <source>%n access level(s) no longer offered</source>
   <translation>
    <numerusform>%n behörighet erbjuds inte längre</numerusform>
    <numerusform>%n behörigheter erbjuds inte längre</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n access level(s); their names are not here yet</source>
   <translation>
    <numerusform>%n behörighet; namnet finns inte här än</numerusform>
    <numerusform>%n behörigheter; namnen finns inte här än</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Leave it</source>
   <translation>&amp;Lämna</translation>
  </message>
  <message>
   <source>&amp;Not now</source>
   <translation>&amp;Inte nu</translation>
  </message>
  <message>
   <source>&amp;Stay here</source>
   <translation>&amp;Stanna här</translation>
  </message>
  <message>
   <source>A door system would not take it</source>
   <translation>Ett dörrsystem ville inte ta emot det</translation>
  </message>
  <message>
   <source>A door system would not take it: there, the PIN of before goes with the card</source>
   <translation>Ett dörrsystem ville inte ta emot det: där gäller den tidigare PIN-koden med kortet</translation>
  </message>
  <message>
   <source>A door system would not take it: there, the access levels of before hold</source>
   <translation>Ett dörrsystem ville inte ta emot det: där gäller de tidigare behörigheterna</translation>
  </message>
  <message>
   <source>A door system would not take it: there, the validity of before holds</source>
   <translation>Ett dörrsystem ville inte ta emot det: där gäller den tidigare giltigheten</translation>
  </message>
  <message>
   <source>A door system would not take the block: the card may still open doors there</source>
   <translation>Ett dörrsystem ville inte ta emot spärren: kortet kan fortfarande öppna dörrar där</translation>
  </message>
  <message>
   <source>A door system would not take the new card: it does not open the doors there</source>
   <translation>Ett dörrsystem ville inte ta emot det nya kortet: det öppnar inte dörrarna där</translation>
  </message>
  <message>
   <source>Another enrollment is on its way</source>
   <translation>En annan registrering är på väg</translation>
  </message>
  <message>
   <source>Ask whoever runs the door system before you hand the new card out.</source>
   <translation>Fråga den som sköter dörrsystemet innan du lämnar ut det nya kortet.</translation>
  </message>
  <message>
   <source>Bloc&amp;k now</source>
   <translation>&amp;Spärra nu</translation>
  </message>
  <message>
   <source>Block</source>
   <translation>Spärr</translation>
  </message>
  <message>
   <source>Block the card of {owner}?</source>
   <translation>Spärra kortet för {owner}?</translation>
  </message>
  <message>
   <source>Cha&amp;nge the PIN</source>
   <translation>Ä&amp;ndra PIN-koden</translation>
  </message>
  <message>
   <source>Cha&amp;nge the levels</source>
   <translation>Ä&amp;ndra behörigheterna</translation>
  </message>
  <message>
   <source>Cha&amp;nge the validity</source>
   <translation>Ä&amp;ndra giltigheten</translation>
  </message>
  <message>
   <source>Change</source>
   <translation>Ändring</translation>
  </message>
  <message>
   <source>Change &amp;PIN</source>
   <translation>Ändra &amp;PIN-kod</translation>
  </message>
  <message>
   <source>Change access &amp;levels</source>
   <translation>Ändra &amp;behörigheter</translation>
  </message>
  <message>
   <source>Change of the PIN</source>
   <translation>Ändring av PIN-koden</translation>
  </message>
  <message>
   <source>Change of the access levels</source>
   <translation>Ändring av behörigheterna</translation>
  </message>
  <message>
   <source>Change of the validity</source>
   <translation>Ändring av giltigheten</translation>
  </message>
  <message>
   <source>Change the PIN of {owner}</source>
   <translation>Ändra PIN-koden för {owner}</translation>
  </message>
  <message>
   <source>Do not hand out the new card yet; the old one may still open doors</source>
   <translation>Lämna inte ut det nya kortet än; det gamla kan fortfarande öppna dörrar</translation>
  </message>
  <message>
   <source>Done: the card opens nothing any more</source>
   <translation>Klart: kortet öppnar inte längre något</translation>
  </message>
  <message>
   <source>Done: the card opens nothing; it has no access level either</source>
   <translation>Klart: kortet öppnar ingenting; det har inte heller någon behörighet</translation>
  </message>
  <message>
   <source>Done: the card opens these doors now</source>
   <translation>Klart: kortet öppnar de här dörrarna nu</translation>
  </message>
  <message>
   <source>Done: the doors have it; the key has no PIN any more</source>
   <translation>Klart: dörrarna har det; nyckeln har inte längre någon PIN-kod</translation>
  </message>
  <message>
   <source>Done: the doors have the new PIN</source>
   <translation>Klart: dörrarna har den nya PIN-koden</translation>
  </message>
  <message>
   <source>Done: the doors have the new validity</source>
   <translation>Klart: dörrarna har den nya giltigheten</translation>
  </message>
  <message>
   <source>Done: the new card opens its doors now</source>
   <translation>Klart: det nya kortet öppnar sina dörrar nu</translation>
  </message>
  <message>
   <source>E&amp;xtend</source>
   <translation>&amp;Förläng</translation>
  </message>
  <message>
   <source>Enrollment</source>
   <translation>Registrering</translation>
  </message>
  <message>
   <source>Give {owner} another card</source>
   <translation>Ge {owner} ett annat kort</translation>
  </message>
  <message>
   <source>Hand it o&amp;ver</source>
   <translation>Ö&amp;verlåt det</translation>
  </message>
  <message>
   <source>Hand o&amp;ver</source>
   <translation>Ö&amp;verlåt</translation>
  </message>
  <message>
   <source>Hand the card of {owner} over</source>
   <translation>Överlåt kortet för {owner}</translation>
  </message>
  <message>
   <source>Hand this card over once it is known what came of that one.</source>
   <translation>Överlåt det här kortet när det är känt hur det gick med den.</translation>
  </message>
  <message>
   <source>Handing over</source>
   <translation>Överlåtelse</translation>
  </message>
  <message>
   <source>Have the card blocked in the door system itself, at once.</source>
   <translation>Låt genast spärra kortet i själva dörrsystemet.</translation>
  </message>
  <message>
   <source>Known at this desk since {since}</source>
   <translation>Känd här sedan {since}</translation>
  </message>
  <message>
   <source>Leave this as it was?</source>
   <translation>Lämna nyckeln som den var?</translation>
  </message>
  <message>
   <source>Let it open a&amp;gain</source>
   <translation>Låt den öppn&amp;a igen</translation>
  </message>
  <message>
   <source>No longer offered: {levels}</source>
   <translation>Erbjuds inte längre: {levels}</translation>
  </message>
  <message>
   <source>None: the key opens no door.</source>
   <translation>Ingen: nyckeln öppnar ingen dörr.</translation>
  </message>
  <message>
   <source>Not at the doors yet: count on the PIN of before</source>
   <translation>Inte vid dörrarna än: räkna med den tidigare PIN-koden</translation>
  </message>
  <message>
   <source>Not at the doors yet: count on the access levels of before</source>
   <translation>Inte vid dörrarna än: räkna med de tidigare behörigheterna</translation>
  </message>
  <message>
   <source>Not at the doors yet: count on the validity of before</source>
   <translation>Inte vid dörrarna än: räkna med den tidigare giltigheten</translation>
  </message>
  <message>
   <source>Not blocked: the card stays as it is</source>
   <translation>Inte spärrat: kortet förblir som det är</translation>
  </message>
  <message>
   <source>Not known here: the service has not told them.</source>
   <translation>Inte kända här: tjänsten har inte sagt dem.</translation>
  </message>
  <message>
   <source>Not removed: the key stays as it is</source>
   <translation>Inte borttagen: nyckeln förblir som den är</translation>
  </message>
  <message>
   <source>Nothing was changed: the service does not have this key any more</source>
   <translation>Inget ändrades: tjänsten har inte längre den här nyckeln</translation>
  </message>
  <message>
   <source>Nothing was replaced: the card stays as it is</source>
   <translation>Ingenting ersattes: kortet förblir som det är</translation>
  </message>
  <message>
   <source>Number {number} stays in the outbox until somebody decides there.</source>
   <translation>Nummer {number} ligger kvar i utkorgen tills någon bestämmer där.</translation>
  </message>
  <message>
   <source>Re&amp;move</source>
   <translation>Ta b&amp;ort</translation>
  </message>
  <message>
   <source>Re&amp;move the key</source>
   <translation>Ta b&amp;ort nyckeln</translation>
  </message>
  <message>
   <source>Removal</source>
   <translation>Borttagning</translation>
  </message>
  <message>
   <source>Removal of the lost card’s key</source>
   <translation>Borttagning av det förlorade kortets nyckel</translation>
  </message>
  <message>
   <source>Remove the key of {owner}?</source>
   <translation>Ta bort nyckeln för {owner}?</translation>
  </message>
  <message>
   <source>Replace &amp;now</source>
   <translation>Ersätt &amp;nu</translation>
  </message>
  <message>
   <source>Replace a lost &amp;card</source>
   <translation>&amp;Ersätt förlorat kort</translation>
  </message>
  <message>
   <source>Replacement of a lost card</source>
   <translation>Ersättning av ett förlorat kort</translation>
  </message>
  <message>
   <source>So far {number} is the new card of {owner}. The other one takes its place only if you say so.</source>
   <translation>Hittills är {number} det nya kortet för {owner}. Det andra tar dess plats bara om du säger det.</translation>
  </message>
  <message>
   <source>Somebody else was being typed</source>
   <translation>Någon annan höll på att skrivas in</translation>
  </message>
  <message>
   <source>The PIN of {owner} is being changed</source>
   <translation>PIN-koden för {owner} ändras</translation>
  </message>
  <message>
   <source>The PIN of {owner} is changed</source>
   <translation>PIN-koden för {owner} är ändrad</translation>
  </message>
  <message>
   <source>The PIN of {owner} is not changed everywhere</source>
   <translation>PIN-koden för {owner} är inte ändrad överallt</translation>
  </message>
  <message>
   <source>The PIN that was drawn has not been looked at; it is shown nowhere else.</source>
   <translation>Ingen har sett den slumpade PIN-koden; den visas ingen annanstans.</translation>
  </message>
  <message>
   <source>The access levels of {owner} are being changed</source>
   <translation>Behörigheterna för {owner} ändras</translation>
  </message>
  <message>
   <source>The access levels of {owner} are changed</source>
   <translation>Behörigheterna för {owner} är ändrade</translation>
  </message>
  <message>
   <source>The access levels of {owner} are not changed everywhere</source>
   <translation>Behörigheterna för {owner} är inte ändrade överallt</translation>
  </message>
  <message>
   <source>The card is handed over</source>
   <translation>Kortet är överlåtet</translation>
  </message>
  <message>
   <source>The card may have another key by now, and open doors: look in the access-control system.</source>
   <translation>Kortet kan ha en annan nyckel vid det här laget och öppna dörrar: titta efter i passersystemet.</translation>
  </message>
  <message>
   <source>The card may still open doors</source>
   <translation>Kortet kan fortfarande öppna dörrar</translation>
  </message>
  <message>
   <source>The card may still open doors until every door system has the block.</source>
   <translation>Kortet kan fortfarande öppna dörrar tills varje dörrsystem har spärren.</translation>
  </message>
  <message>
   <source>The card of {owner} is being blocked</source>
   <translation>Kortet för {owner} spärras</translation>
  </message>
  <message>
   <source>The card of {owner} is blocked</source>
   <translation>Kortet för {owner} är spärrat</translation>
  </message>
  <message>
   <source>The card of {owner} is not blocked everywhere</source>
   <translation>Kortet för {owner} är inte spärrat överallt</translation>
  </message>
  <message>
   <source>The key is as it was</source>
   <translation>Nyckeln är som den var</translation>
  </message>
  <message>
   <source>The key of {owner}</source>
   <translation>Nyckeln till {owner}</translation>
  </message>
  <message>
   <source>The key of {owner} is removed</source>
   <translation>Nyckeln för {owner} är borttagen</translation>
  </message>
  <message>
   <source>The new card of {owner} does not open every door</source>
   <translation>Det nya kortet för {owner} öppnar inte varje dörr</translation>
  </message>
  <message>
   <source>The other door systems have it.</source>
   <translation>De andra dörrsystemen har det.</translation>
  </message>
  <message>
   <source>The service did not take the end of the key: the card may still open doors</source>
   <translation>Tjänsten tog inte emot nyckelns slut: kortet kan fortfarande öppna dörrar</translation>
  </message>
  <message>
   <source>The service has accepted it; it is on its way to the doors</source>
   <translation>Tjänsten har godtagit det; det är på väg till dörrarna</translation>
  </message>
  <message>
   <source>The service has it; the key has no access level and opens no door</source>
   <translation>Tjänsten har det; nyckeln har ingen behörighet och öppnar ingen dörr</translation>
  </message>
  <message>
   <source>The service has removed the key; the doors forget it as soon as they hear of it</source>
   <translation>Tjänsten har tagit bort nyckeln; dörrarna glömmer den så snart de får veta det</translation>
  </message>
  <message>
   <source>The validity of {owner}’s key is being changed</source>
   <translation>Giltigheten för nyckeln till {owner} ändras</translation>
  </message>
  <message>
   <source>The validity of {owner}’s key is changed</source>
   <translation>Giltigheten för {owner}s nyckel är ändrad</translation>
  </message>
  <message>
   <source>The validity of {owner}’s key is not changed everywhere</source>
   <translation>Giltigheten för nyckeln till {owner} är inte ändrad överallt</translation>
  </message>
  <message>
   <source>Until then, the card may still open doors.</source>
   <translation>Tills dess kan kortet fortfarande öppna dörrar.</translation>
  </message>
  <message>
   <source>Until when is the card of {owner} valid?</source>
   <translation>Hur länge är kortet för {owner} giltigt?</translation>
  </message>
  <message>
   <source>What was sent for the key in hand is on its way; what comes of it will not be seen here.</source>
   <translation>Det som skickades för nyckeln är på väg; hur det gick visas inte här.</translation>
  </message>
  <message>
   <source>What was typed for the card before is lost when you hand this one over; nothing was sent.</source>
   <translation>Det som skrevs för det förra kortet går förlorat om du överlåter det här; ingenting skickades.</translation>
  </message>
  <message>
   <source>What was typed for the key in hand is lost; nothing was sent.</source>
   <translation>Det som skrevs för den här nyckeln går förlorat; ingenting skickades.</translation>
  </message>
  <message>
   <source>What was typed for this key is lost when you use the other card; nothing was sent.</source>
   <translation>Det som skrevs för den här nyckeln går förlorat om du använder det andra kortet; ingenting skickades.</translation>
  </message>
  <message>
   <source>What was typed is lost; nothing was sent.</source>
   <translation>Det som skrevs går förlorat; ingenting skickades.</translation>
  </message>
  <message>
   <source>Which doors does the card of {owner} open?</source>
   <translation>Vilka dörrar öppnar kortet för {owner}?</translation>
  </message>
  <message>
   <source>from {start} until {end}</source>
   <translation>från {start} till {end}</translation>
  </message>
  <message>
   <source>from {start}; never expires</source>
   <translation>från {start}; utan slutdatum</translation>
  </message>
  <message>
   <source>never expires</source>
   <translation>utan slutdatum</translation>
  </message>
  <message>
   <source>the holder</source>
   <translation>innehavaren</translation>
  </message>
  <message>
   <source>until {end}</source>
   <translation>till {end}</translation>
  </message>
  <message>
   <source>{known}; last heard of {changed}</source>
   <translation>{known}; senast uppdaterad {changed}</translation>
  </message>
  <message>
   <source>{owner} has a new card</source>
   <translation>{owner} har ett nytt kort</translation>
  </message>
  <message>
   <source>{owner} is getting a new card</source>
   <translation>{owner} får ett nytt kort</translation>
  </message>
  <message>
   <source>{what}: kept back in the outbox (number {number})</source>
   <translation>{what}: hålls kvar i utkorgen (nummer {number})</translation>
  </message>
  <message>
   <source>{what}: saved, not sent yet (number {number})</source>
   <translation>{what}: sparad, inte skickad än (nummer {number})</translation>
  </message>
  <message>
   <source>{what}: sent, and not confirmed yet (number {number})</source>
   <translation>{what}: skickad, inte bekräftad än (nummer {number})</translation>
  </message>
  <message>
   <source>{what}: waits for a decision in the outbox (number {number})</source>
   <translation>{what}: väntar på ett beslut i utkorgen (nummer {number})</translation>
  </message>
 </context>
 <context>
  <name>leaving</name>
  <message>
   <source>&amp;Correct it</source>
   <translation>R&amp;ätta det</translation>
  </message>
  <message>
   <source>&amp;Discard it</source>
   <translation>&amp;Kasta det</translation>
  </message>
  <message>
   <source>&amp;Go on to another card</source>
   <translation>&amp;Fortsätt med ett annat kort</translation>
  </message>
  <message>
   <source>&amp;Keep it</source>
   <translation>&amp;Behåll det</translation>
  </message>
  <message>
   <source>&amp;Next</source>
   <translation>&amp;Nästa</translation>
  </message>
  <message>
   <source>&amp;Next card</source>
   <translation>&amp;Nästa kort</translation>
  </message>
  <message>
   <source>&amp;Stay with this one</source>
   <translation>&amp;Stanna vid det här</translation>
  </message>
  <message>
   <source>&amp;Try again</source>
   <translation>Försök &amp;igen</translation>
  </message>
  <message>
   <source>Create &amp;key</source>
   <translation>Skapa n&amp;yckel</translation>
  </message>
  <message>
   <source>Discard what was typed for this card?</source>
   <translation>Kasta det som skrevs för det här kortet?</translation>
  </message>
  <message>
   <source>Go on to another card?</source>
   <translation>Fortsätta med ett annat kort?</translation>
  </message>
  <message>
   <source>Hand the &amp;card over</source>
   <translation>Ö&amp;verlåt kortet</translation>
  </message>
  <message>
   <source>It is not sent by itself. It stays in the outbox until somebody helps it on.</source>
   <translation>Det skickas inte av sig självt. Det ligger kvar i utkorgen tills någon hjälper det vidare.</translation>
  </message>
  <message>
   <source>Nothing was sent. Number {number} stays in the outbox until somebody decides.</source>
   <translation>Ingenting skickades. Nummer {number} ligger kvar i utkorgen tills någon bestämmer.</translation>
  </message>
  <message>
   <source>Somebody else</source>
   <translation>Någon annan</translation>
  </message>
  <message>
   <source>Take another &amp;card</source>
   <translation>Ta ett annat &amp;kort</translation>
  </message>
  <message>
   <source>The PIN that was drawn has not been looked at; it is shown nowhere else.</source>
   <translation>Ingen har sett den slumpade PIN-koden; den visas ingen annanstans.</translation>
  </message>
  <message>
   <source>The code that was made has not been looked at; it is shown nowhere else.</source>
   <translation>Ingen har sett koden som gjordes; den visas ingen annanstans.</translation>
  </message>
  <message>
   <source>The enrollment is not confirmed yet. It stays in the outbox, which sends it by itself.</source>
   <translation>Registreringen är inte bekräftad än. Den ligger kvar i utkorgen, som skickar den av sig själv.</translation>
  </message>
  <message>
   <source>The enrollment is on its way; what comes of it will not be seen here.</source>
   <translation>Registreringen är på väg; vad det blir av den syns inte här.</translation>
  </message>
  <message>
   <source>The key stays as it was changed by mistake. Number {number} stays in the outbox.</source>
   <translation>Nyckeln förblir som den ändrades av misstag. Nummer {number} ligger kvar i utkorgen.</translation>
  </message>
  <message>
   <source>What was typed for this card is lost. It has a key by now, made with card and name alone.</source>
   <translation>Det som skrevs in för kortet går förlorat. Kortet har redan en nyckel, skapad med enbart kort och namn.</translation>
  </message>
  <message>
   <source>What was typed for this card is lost. Its old key is removed, and the card opens nothing now.</source>
   <translation>Det som skrevs för kortet går förlorat. Dess gamla nyckel är borttagen, och kortet öppnar inget nu.</translation>
  </message>
  <message>
   <source>What was typed for this card is lost; no key was created.</source>
   <translation>Det som skrevs för det här kortet går förlorat; ingen nyckel skapades.</translation>
  </message>
  <message>
   <source>What was typed for this card is lost; nothing was sent.</source>
   <translation>Det som skrevs för det här kortet går förlorat; ingenting skickades.</translation>
  </message>
  <message>
   <source>{owner} keeps this card and its key as they are. What was typed stays.</source>
   <translation>{owner} behåller kortet och dess nyckel som de är. Det som skrevs finns kvar.</translation>
  </message>
  <message>
   <source>{owner} keeps this card, and the key stays as it was changed by mistake. What was typed stays.</source>
   <translation>{owner} behåller kortet, och nyckeln förblir som den ändrades av misstag. Det som skrevs finns kvar.</translation>
  </message>
 </context>
 <context>
  <name>moments</name>
  <message>
   <source>Begun on {day} at {time}.</source>
   <translation>Påbörjad {day} kl. {time}.</translation>
  </message>
  <message>
   <source>Begun today at {time}.</source>
   <translation>Påbörjad idag kl. {time}.</translation>
  </message>
 </context>
 <context>
  <name>outbox</name>
  <message>
   <source>Do not hand out the card yet.</source>
   <translation>Lämna inte ut kortet än.</translation>
  </message>
  <message>
   <source>It is not sent before somebody lets it go on.</source>
   <translation>Det skickas inte förrän någon låter det fortsätta.</translation>
  </message>
  <message>
   <source>Number {number} goes on waiting ({person})</source>
   <translation>Nummer {number} väntar vidare ({person})</translation>
  </message>
  <message>
   <source>Number {number} is set aside</source>
   <translation>Nummer {number} är lagt åt sidan</translation>
  </message>
  <message>
   <source>Number {number} was taken out of the outbox</source>
   <translation>Nummer {number} togs bort ur utkorgen</translation>
  </message>
  <message>
   <source>Number {number}: not confirmed yet ({person})</source>
   <translation>Nummer {number}: inte bekräftat än ({person})</translation>
  </message>
  <message>
   <source>Number {number}: refused ({person})</source>
   <translation>Nummer {number}: avvisat ({person})</translation>
  </message>
  <message>
   <source>Number {number}: the card of {person} is {owner}’s</source>
   <translation>Nummer {number}: kortet för {person} är {owner}s</translation>
  </message>
  <message>
   <source>Number {number}: the service accepted it ({person})</source>
   <translation>Nummer {number}: tjänsten godtog det ({person})</translation>
  </message>
  <message>
   <source>Number {number}: this could not be done</source>
   <translation>Nummer {number}: detta gick inte att göra</translation>
  </message>
  <message>
   <source>The history keeps what it was.</source>
   <translation>Historiken behåller vad det var.</translation>
  </message>
 </context>
 <context>
  <name>outcome</name>
  <message>
   <source>Do not hand out the card</source>
   <translation>Lämna inte ut kortet</translation>
  </message>
  <message>
   <source>Hold the button, or the space bar, to show it; it is shown nowhere else.</source>
   <translation>Håll knappen, eller blanksteg, för att visa den; den visas ingen annanstans.</translation>
  </message>
  <message>
   <source>It is sent by itself, also while you go on to the next card.</source>
   <translation>Det skickas av sig självt, också medan du fortsätter med nästa kort.</translation>
  </message>
  <message>
   <source>It was sent, and may or may not be active.</source>
   <translation>Det skickades; nyckeln kanske redan gäller, kanske inte.</translation>
  </message>
  <message>
   <source>Not confirmed yet</source>
   <translation>Inte bekräftad än</translation>
  </message>
  <message>
   <source>Not sent any more</source>
   <translation>Skickas inte längre</translation>
  </message>
  <message>
   <source>Saved, not delivered yet</source>
   <translation>Sparad, inte levererad än</translation>
  </message>
  <message>
   <source>The PIN has not been looked at yet</source>
   <translation>Ingen har sett PIN-koden än</translation>
  </message>
  <message>
   <source>The code has not been looked at yet</source>
   <translation>Ingen har sett koden än</translation>
  </message>
  <message>
   <source>The service refused</source>
   <translation>Tjänsten avvisade det</translation>
  </message>
  <message>
   <source>The slip is at the printer</source>
   <translation>Lappen är hos skrivaren</translation>
  </message>
  <message>
   <source>The slip is on its way to the printer</source>
   <translation>Lappen är på väg till skrivaren</translation>
  </message>
  <message>
   <source>The slip was not printed</source>
   <translation>Lappen skrevs inte ut</translation>
  </message>
  <message>
   <source>This card is somebody else’s</source>
   <translation>Det här kortet är någon annans</translation>
  </message>
  <message>
   <source>Waiting for the service</source>
   <translation>Väntar på tjänsten</translation>
  </message>
 </context>
 <context>
  <name>readers</name>
  <message>
   <source>Any reader</source>
   <translation>Valfri läsare</translation>
  </message>
  <message>
   <source>In use by another program</source>
   <translation>Används av ett annat program</translation>
  </message>
  <message>
   <source>Keyboard reader</source>
   <translation>Tangentbordsläsare</translation>
  </message>
  <message>
   <source>Not attached</source>
   <translation>Inte ansluten</translation>
  </message>
  <message>
   <source>Not listened to</source>
   <translation>Avlyssnas inte</translation>
  </message>
  <message>
   <source>Not permitted</source>
   <translation>Inte tillåten</translation>
  </message>
  <message>
   <source>PC/SC reader</source>
   <translation>PC/SC-läsare</translation>
  </message>
  <message>
   <source>Reader</source>
   <translation>Läsare</translation>
  </message>
  <message>
   <source>Reader in software</source>
   <translation>Läsare i programvara</translation>
  </message>
  <message>
   <source>Ready</source>
   <translation>Redo</translation>
  </message>
  <message>
   <source>Serial port</source>
   <translation>Serieport</translation>
  </message>
  <message>
   <source>Smart-card service not running</source>
   <translation>Smartkortstjänsten är inte igång</translation>
  </message>
  <message>
   <source>{technology} cards cannot be enrolled through this reader</source>
   <translation>{technology}-kort kan inte registreras med den här läsaren</translation>
  </message>
 </context>
 <context>
  <name>records</name>
  <message>
   <source>A code</source>
   <translation>En kod</translation>
  </message>
  <message>
   <source>Accepted by the service</source>
   <translation>Godtagen av tjänsten</translation>
  </message>
  <message>
   <source>Applied at the doors</source>
   <translation>Mottagen vid dörrarna</translation>
  </message>
  <message>
   <source>Ask whose card it is</source>
   <translation>Ägarfråga</translation>
  </message>
  <message>
   <source>At some doors only</source>
   <translation>Bara vid några dörrar</translation>
  </message>
  <message>
   <source>Being sent</source>
   <translation>Skickas</translation>
  </message>
  <message>
   <source>Block the key</source>
   <translation>Spärr</translation>
  </message>
  <message>
   <source>Card not known</source>
   <translation>Okänt kort</translation>
  </message>
  <message>
   <source>Change the key</source>
   <translation>Ändring</translation>
  </message>
  <message>
   <source>Digits are missing</source>
   <translation>Siffror saknas</translation>
  </message>
  <message>
   <source>Done</source>
   <translation>Klart</translation>
  </message>
  <message>
   <source>Enroll the card</source>
   <translation>Registrering</translation>
  </message>
  <message>
   <source>Failed at the doors</source>
   <translation>Misslyckades vid dörrarna</translation>
  </message>
  <message>
   <source>Forget old entries</source>
   <translation>Gallring</translation>
  </message>
  <message>
   <source>Hand the card over</source>
   <translation>Överlåtelse</translation>
  </message>
  <message>
   <source>Needs you</source>
   <translation>Att avgöra</translation>
  </message>
  <message>
   <source>No name given</source>
   <translation>Inget namn angivet</translation>
  </message>
  <message>
   <source>Not applied at any door</source>
   <translation>Inte mottagen vid någon dörr</translation>
  </message>
  <message>
   <source>Not confirmed</source>
   <translation>Inte bekräftad</translation>
  </message>
  <message>
   <source>Put the key back</source>
   <translation>Återställning</translation>
  </message>
  <message>
   <source>Refused</source>
   <translation>Avvisad</translation>
  </message>
  <message>
   <source>Remove the key</source>
   <translation>Borttagning</translation>
  </message>
  <message>
   <source>Replace the card</source>
   <translation>Kortbyte</translation>
  </message>
  <message>
   <source>Saved, not sent yet</source>
   <translation>Sparad, inte skickad än</translation>
  </message>
  <message>
   <source>Set aside</source>
   <translation>Lagd åt sidan</translation>
  </message>
  <message>
   <source>Settled otherwise</source>
   <translation>Avgjord på annat sätt</translation>
  </message>
  <message>
   <source>Somebody else’s card</source>
   <translation>Någon annans kort</translation>
  </message>
  <message>
   <source>Taken out of the outbox</source>
   <translation>Borttagen ur utkorgen</translation>
  </message>
  <message>
   <source>Waits for another try</source>
   <translation>Nytt försök väntar</translation>
  </message>
  <message>
   <source>Waits to be sent</source>
   <translation>Väntar i kö</translation>
  </message>
 </context>
 <context>
  <name>result</name>
  <message>
   <source>A door system would not take the key</source>
   <translation>Ett dörrsystem ville inte ta emot nyckeln</translation>
  </message>
  <message>
   <source>A key was made without what was chosen for it</source>
   <translation>En nyckel skapades utan det som valdes för den</translation>
  </message>
  <message>
   <source>Done: the card opens its doors from {moment} on</source>
   <translation>Klart: kortet öppnar sina dörrar från {moment}</translation>
  </message>
  <message>
   <source>Done: the card opens its doors now</source>
   <translation>Klart: kortet öppnar sina dörrar nu</translation>
  </message>
  <message>
   <source>Done: the code opens its doors from {moment} on</source>
   <translation>Klart: koden öppnar sina dörrar från {moment}</translation>
  </message>
  <message>
   <source>Done: the code opens its doors now</source>
   <translation>Klart: koden öppnar sina dörrar nu</translation>
  </message>
  <message>
   <source>First use: {door}, {time}</source>
   <translation>Första användning: {door}, {time}</translation>
  </message>
  <message>
   <source>Give it a later end, if it is to open doors.</source>
   <translation>Ge den ett senare slut, om den ska öppna dörrar.</translation>
  </message>
  <message>
   <source>It has no access level. Tap the card again and choose one.</source>
   <translation>Den har ingen behörighet. Läs kortet igen och välj en.</translation>
  </message>
  <message>
   <source>Its first use at a door is shown here.</source>
   <translation>Första användningen vid en dörr visas här.</translation>
  </message>
  <message>
   <source>No key was created</source>
   <translation>Ingen nyckel skapades</translation>
  </message>
  <message>
   <source>No key was created for {name}</source>
   <translation>Ingen nyckel skapades för {name}</translation>
  </message>
  <message>
   <source>The card opens its doors only until {moment}</source>
   <translation>Kortet öppnar sina dörrar bara till {moment}</translation>
  </message>
  <message>
   <source>The card opens nothing now: no new key was made</source>
   <translation>Kortet öppnar inget nu: ingen ny nyckel skapades</translation>
  </message>
  <message>
   <source>The doors know the key, and it has ended: it opens nothing</source>
   <translation>Dörrarna känner nyckeln, och den har upphört: den öppnar ingenting</translation>
  </message>
  <message>
   <source>The first doors have the key; it is on its way to the others</source>
   <translation>De första dörrarna har nyckeln; den är på väg till de andra</translation>
  </message>
  <message>
   <source>The key is created and opens no door</source>
   <translation>Nyckeln är skapad och öppnar ingen dörr</translation>
  </message>
  <message>
   <source>The key is made</source>
   <translation>Nyckeln är gjord</translation>
  </message>
  <message>
   <source>The key is made, and not at every door yet</source>
   <translation>Nyckeln är gjord, men finns inte vid alla dörrar än</translation>
  </message>
  <message>
   <source>The key of {name} is changed</source>
   <translation>Nyckeln för {name} är ändrad</translation>
  </message>
  <message>
   <source>The key of {name} is put back</source>
   <translation>Nyckeln för {name} är tillbakalagd</translation>
  </message>
  <message>
   <source>The key opens the doors of the others.</source>
   <translation>Nyckeln öppnar de andras dörrar.</translation>
  </message>
  <message>
   <source>The key opens this door.</source>
   <translation>Nyckeln öppnar den här dörren.</translation>
  </message>
  <message>
   <source>The service has accepted the key; it is on its way to the doors</source>
   <translation>Tjänsten har godtagit nyckeln; den är på väg till dörrarna</translation>
  </message>
  <message>
   <source>Turned away: {door}, {time}</source>
   <translation>Nekad: {door}, {time}</translation>
  </message>
  <message>
   <source>{count} door systems would not take the key</source>
   <translation>{count} dörrsystem ville inte ta emot nyckeln</translation>
  </message>
  <message>
   <source>{name} has a code</source>
   <translation>{name} har en kod</translation>
  </message>
  <message>
   <source>{name} has a key</source>
   <translation>{name} har en nyckel</translation>
  </message>
  <message>
   <source>{name} has a key that opens no door</source>
   <translation>{name} har en nyckel som inte öppnar någon dörr</translation>
  </message>
 </context>
 <context>
  <name>roles</name>
  <message>
   <source>30 days</source>
   <translation>30 dagar</translation>
  </message>
  <message>
   <source>Contract, one year</source>
   <translation>Kontrakt, ett år</translation>
  </message>
  <message>
   <source>No end</source>
   <translation>Utan slut</translation>
  </message>
  <message>
   <source>One week</source>
   <translation>En vecka</translation>
  </message>
  <message>
   <source>Semester</source>
   <translation>Termin</translation>
  </message>
  <message>
   <source>Visitor today</source>
   <translation>Besökare idag</translation>
  </message>
 </context>
 <context>
  <name>session</name>
  <message>
   <source>Something went wrong in this program ({name}); the log has the details.</source>
   <translation>Något gick fel i programmet ({name}); loggen har detaljerna.</translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message numerus="yes">
   <source>%n operation(s) wait(s) to be sent.</source>
   <translation>
    <numerusform>%n åtgärd väntar på att skickas.</numerusform>
    <numerusform>%n åtgärder väntar på att skickas.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n wait(s) for somebody's word.</source>
   <translation>
    <numerusform>%n väntar på någons beslut.</numerusform>
    <numerusform>%n väntar på någons beslut.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n was (were) sent without an answer, and may have been done.</source>
   <translation>
    <numerusform>%n skickades utan svar, och kan ha utförts.</numerusform>
    <numerusform>%n skickades utan svar, och kan ha utförts.</numerusform>
   </translation>
  </message>
  <message>
   <source>&amp;Change the service</source>
   <translation>&amp;Byt tjänst</translation>
  </message>
  <message>
   <source>&amp;Leave it as it is</source>
   <translation>Låt den &amp;vara</translation>
  </message>
  <message>
   <source>&amp;Send it along</source>
   <translation>&amp;Skicka med</translation>
  </message>
  <message>
   <source>Change from {before} to {after}?</source>
   <translation>Byta från {before} till {after}?</translation>
  </message>
  <message>
   <source>Choose the file: {what}</source>
   <translation>Välj filen: {what}</translation>
  </message>
  <message>
   <source>Choose…</source>
   <translation>Välj…</translation>
  </message>
  <message>
   <source>Fixed by policy in {place}</source>
   <translation>Låst av policy i {place}</translation>
  </message>
  <message>
   <source>Fixed by the command line ({place})</source>
   <translation>Låst av kommandoraden ({place})</translation>
  </message>
  <message>
   <source>Fixed by the environment variable {place}</source>
   <translation>Låst av miljövariabeln {place}</translation>
  </message>
  <message>
   <source>In the outbox, meant for {before}:</source>
   <translation>I utkorgen, avsett för {before}:</translation>
  </message>
  <message>
   <source>Sent along, all of it goes to {after}. Choose that only where it is the same access-control system at another address: elsewhere, keys would be made for other doors.</source>
   <translation>Skickas det med går allt till {after}. Välj det bara om det är samma passersystem på en annan adress: annars skulle nycklar skapas till andra dörrar.</translation>
  </message>
  <message>
   <source>Set aside, nothing of it is sent to {after} before somebody lets it go on in the outbox.</source>
   <translation>Läggs det åt sidan skickas inget av det till {after} förrän någon låter det gå vidare i utkorgen.</translation>
  </message>
  <message>
   <source>Set it &amp;aside</source>
   <translation>&amp;Lägg åt sidan</translation>
  </message>
  <message>
   <source>The desk is opened anew at once.</source>
   <translation>Arbetsplatsen öppnas på nytt genast.</translation>
  </message>
  <message>
   <source>What is decided later is sent to {after}.</source>
   <translation>Det som beslutas senare skickas till {after}.</translation>
  </message>
 </context>
 <context>
  <name>slip</name>
  <message>
   <source>Access key</source>
   <translation>Nyckel</translation>
  </message>
  <message>
   <source>Access levels</source>
   <translation>Behörigheter</translation>
  </message>
  <message>
   <source>Code</source>
   <translation>Kod</translation>
  </message>
  <message>
   <source>No doors yet</source>
   <translation>Inga dörrar än</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN-kod</translation>
  </message>
  <message>
   <source>Tell the digits nobody. They are written down nowhere else.</source>
   <translation>Berätta siffrorna för ingen. De är inte nedskrivna någon annanstans.</translation>
  </message>
  <message>
   <source>Valid</source>
   <translation>Giltig</translation>
  </message>
  <message>
   <source>{date}, {desk}</source>
   <translation>{date}, {desk}</translation>
  </message>
 </context>
 <context>
  <name>templates</name>
  <message>
   <source>10 digits, the low 32 bits</source>
   <translation>10 siffror, de låga 32 bitarna</translation>
  </message>
  <message>
   <source>20 digits of ZK, the whole number of an EM card</source>
   <translation>20 siffror av ZK, ett EM-korts hela nummer</translation>
  </message>
  <message>
   <source>3 and 5 digits: first byte and last two of an EM card</source>
   <translation>3 och 5 siffror: den första och de två sista byten av ett EM-kort</translation>
  </message>
  <message>
   <source>3 and 5 digits: second byte and last two of an EM card</source>
   <translation>3 och 5 siffror: den andra och de två sista byten av ett EM-kort</translation>
  </message>
  <message>
   <source>3 and 5 digits: the last three bytes</source>
   <translation>3 och 5 siffror: de tre sista byten</translation>
  </message>
  <message>
   <source>5 and 5 digits: the last four bytes</source>
   <translation>5 och 5 siffror: de fyra sista byten</translation>
  </message>
  <message>
   <source>8 digits, the low 24 bits</source>
   <translation>8 siffror, de låga 24 bitarna</translation>
  </message>
  <message>
   <source>A card lies on the reader, which gives no number for it.</source>
   <translation>Ett kort ligger på läsaren, som inte ger något nummer för det.</translation>
  </message>
  <message>
   <source>A card with two technologies has one number of each; read both sides again.</source>
   <translation>Ett kort med två tekniker har ett nummer av varje; läs båda sidorna igen.</translation>
  </message>
  <message>
   <source>A code is typed at the door's keypad, so it has digits only, 20 at the most.</source>
   <translation>En kod knappas in vid dörren och har därför bara siffror, högst 20.</translation>
  </message>
  <message>
   <source>A code that is typed at the door and a PIN were both given.</source>
   <translation>Både en kod som knappas in vid dörren och en PIN-kod angavs.</translation>
  </message>
  <message>
   <source>A fault in the settings ({0}{1}).</source>
   <translation>Ett fel i inställningarna ({0}{1}).</translation>
  </message>
  <message>
   <source>A key is named in the settings, but not the certificate that it belongs to.</source>
   <translation>En nyckelfil är angiven i inställningarna, men inte certifikatet som den hör till.</translation>
  </message>
  <message>
   <source>A keyboard reader can be taken by its device, “{0}”, on Linux only.</source>
   <translation>En tangentbordsläsare kan tas efter sin enhet, ”{0}”, bara på Linux.</translation>
  </message>
  <message>
   <source>A keyboard reader typed a number and no Enter after it, so that nobody can tell whether it is whole.</source>
   <translation>En tangentbordsläsare skrev ett nummer utan Enter efteråt, så ingen kan avgöra om det är helt.</translation>
  </message>
  <message>
   <source>A keyboard reader typed a number of {count} characters, and its profile is not chosen.</source>
   <translation>En tangentbordsläsare skrev ett nummer på {count} tecken, och dess profil är inte vald.</translation>
  </message>
  <message>
   <source>A keyboard reader typed {count} characters, and not as its profile expects{expected}.</source>
   <translation>En tangentbordsläsare skrev {count} tecken, och inte som dess profil väntar sig{expected}.</translation>
  </message>
  <message>
   <source>A keyboard reader types into the window that has the focus, and a command has none.</source>
   <translation>En tangentbordsläsare skriver i det fönster som har fokus, och ett kommando har inget.</translation>
  </message>
  <message>
   <source>A level was chosen by a name that several have, and left out: {names}.</source>
   <translation>En behörighet valdes med ett namn som flera har, och utelämnades: {names}.</translation>
  </message>
  <message>
   <source>A number is never padded or cut here, because that would name another card; give it as the reader wrote it.</source>
   <translation>Ett nummer fylls aldrig ut eller kortas här, eftersom det skulle bli ett annat kort; ange det som läsaren skrev det.</translation>
  </message>
  <message>
   <source>A number of {technology} has {size} bytes, and not every known number has one of that size.</source>
   <translation>Ett nummer av tekniken {technology} har {size} byte, och inte alla kända nummer har ett av den storleken.</translation>
  </message>
  <message>
   <source>A password has {shortest} to {longest} letters.</source>
   <translation>Ett lösenord har {shortest} till {longest} tecken.</translation>
  </message>
  <message>
   <source>A port on the network; it is opened when it is listened to.</source>
   <translation>En port i nätverket; den öppnas när den avlyssnas.</translation>
  </message>
  <message>
   <source>A reader with the protocol {0} reads {1} bytes, which {2} has not.</source>
   <translation>En läsare med protokollet {0} läser {1} byte, vilket {2} inte har.</translation>
  </message>
  <message>
   <source>A reader's address in the settings cannot be understood.</source>
   <translation>En läsares adress i inställningarna går inte att förstå.</translation>
  </message>
  <message>
   <source>A role ends by days, by until or by yearly, and by one of them only.</source>
   <translation>En roll slutar genom days, until eller yearly, och bara genom en av dem.</translation>
  </message>
  <message>
   <source>A role needs a name.</source>
   <translation>En roll behöver ett namn.</translation>
  </message>
  <message>
   <source>A serial port cannot be reached by “{0}://”.</source>
   <translation>En serieport kan inte nås med ”{0}://”.</translation>
  </message>
  <message>
   <source>A serial port on the network takes no name and no password in its address.</source>
   <translation>En serieport i nätverket tar varken namn eller lösenord i sin adress.</translation>
  </message>
  <message>
   <source>A setting of the {0} is given twice.</source>
   <translation>En inställning i {0} anges två gånger.</translation>
  </message>
  <message>
   <source>A slip with a PIN or a code is printed on paper only: a file would keep the digits for whoever finds it.</source>
   <translation>En lapp med PIN-kod eller kod skrivs bara ut på papper: en fil skulle bevara siffrorna för den som hittar den.</translation>
  </message>
  <message>
   <source>A {0} has no setting “{1}”.</source>
   <translation>En {0} har ingen inställning ”{1}”.</translation>
  </message>
  <message>
   <source>Access levels and PIN stay, so that a later end lets it open again.</source>
   <translation>Behörigheter och PIN-kod finns kvar, så att ett senare slut låter den öppna igen.</translation>
  </message>
  <message>
   <source>Access levels that were chosen are not offered any more, and left out.</source>
   <translation>Valda behörigheter finns inte längre och utelämnas.</translation>
  </message>
  <message>
   <source>Add one in the system's settings, or note down what the person needs by hand.</source>
   <translation>Lägg till en i systemets inställningar, eller skriv ner för hand det personen behöver.</translation>
  </message>
  <message>
   <source>Address no. {at} is not that of a reader, which begins with one of {kinds}.</source>
   <translation>Adress nr {at} är inte en läsares, som börjar med någon av {kinds}.</translation>
  </message>
  <message>
   <source>An address begins with one of {0}.</source>
   <translation>En adress börjar med någon av {0}.</translation>
  </message>
  <message>
   <source>An earlier version of Enroll saved this and got no answer; it kept neither the request nor a PIN.</source>
   <translation>En tidigare version av Enroll sparade detta och fick inget svar; den behöll varken begäran eller någon PIN-kod.</translation>
  </message>
  <message>
   <source>Another Enroll on this computer keeps the secrets busy (it holds {path}).</source>
   <translation>Ett annat Enroll på den här datorn håller hemligheterna upptagna (det håller {path}).</translation>
  </message>
  <message>
   <source>Another card is known whose number ends with the same bits: {known}.</source>
   <translation>Ett annat kort är känt vars nummer slutar med samma bitar: {known}.</translation>
  </message>
  <message>
   <source>Another card was tapped in the middle.</source>
   <translation>Ett annat kort lästes mitt i.</translation>
  </message>
  <message>
   <source>Another operation was saved in the place of this one.</source>
   <translation>En annan åtgärd sparades i stället för den här.</translation>
  </message>
  <message>
   <source>Another program has taken {0}. Close it, and it will be tried again.</source>
   <translation>Ett annat program har tagit {0}. Stäng det, så görs ett nytt försök.</translation>
  </message>
  <message>
   <source>Another program is using {0}. Close it, and it will be tried again.</source>
   <translation>Ett annat program använder {0}. Stäng det, så görs ett nytt försök.</translation>
  </message>
  <message>
   <source>Another program keeps this card reader to itself.</source>
   <translation>Ett annat program håller den här kortläsaren för sig självt.</translation>
  </message>
  <message>
   <source>Another role has the same key or name.</source>
   <translation>En annan roll har samma nyckel eller namn.</translation>
  </message>
  <message>
   <source>Another window or command has its PIN or code, which is not kept because this computer has no vault.</source>
   <translation>Ett annat fönster eller kommando har dess PIN-kod eller kod, som inte sparas eftersom datorn saknar nyckelvalv.</translation>
  </message>
  <message>
   <source>Arduino with an RC522, DESFire: “Card UID:” and hexadecimal bytes with spaces</source>
   <translation>Arduino med RC522, DESFire: ”Card UID:” och hexadecimala byte med mellanslag</translation>
  </message>
  <message>
   <source>Arduino with an RC522, DESFire: “UID:” and hexadecimal bytes with spaces</source>
   <translation>Arduino med RC522, DESFire: ”UID:” och hexadecimala byte med mellanslag</translation>
  </message>
  <message>
   <source>Arduino with an RC522, Mifare Classic: “Card UID:” and hexadecimal bytes with spaces</source>
   <translation>Arduino med RC522, Mifare Classic: ”Card UID:” och hexadecimala byte med mellanslag</translation>
  </message>
  <message>
   <source>Arduino with an RC522, Mifare Classic: “UID:” and hexadecimal bytes with spaces</source>
   <translation>Arduino med RC522, Mifare Classic: ”UID:” och hexadecimala byte med mellanslag</translation>
  </message>
  <message>
   <source>As an administrator make it with systemd-creds encrypt --name=enroll-{name} - enroll-{name}.cred, name the file in the service's LoadCredentialEncrypted=enroll-{name}:, and restart the service.</source>
   <translation>Gör den som administratör med systemd-creds encrypt --name=enroll-{name} - enroll-{name}.cred, ange filen i tjänstens LoadCredentialEncrypted=enroll-{name}: och starta om tjänsten.</translation>
  </message>
  <message>
   <source>Ask again, or take away what was chosen.</source>
   <translation>Fråga igen, eller ta bort det som valdes.</translation>
  </message>
  <message>
   <source>Ask whoever looks after the gateway to list this computer.</source>
   <translation>Be den som sköter gatewayen att ta upp den här datorn på sin lista.</translation>
  </message>
  <message>
   <source>Ask whoever looks after the gateway to put {path} on its list; check the service's address, too.</source>
   <translation>Be den som sköter gatewayen att ta upp {path} på sin lista; kontrollera också tjänstens adress.</translation>
  </message>
  <message>
   <source>Ask whoever looks after this computer to change it there.</source>
   <translation>Be den som sköter den här datorn att ändra det där.</translation>
  </message>
  <message>
   <source>Ask whoever runs it to compare the two; the card need not be enrolled again.</source>
   <translation>Be den som sköter det att jämföra de två; kortet behöver inte registreras igen.</translation>
  </message>
  <message>
   <source>Ask whoever runs it to enable codes there, or enroll a card instead.</source>
   <translation>Be den som sköter det att slå på koder där, eller registrera ett kort i stället.</translation>
  </message>
  <message>
   <source>Ask whoever runs it.</source>
   <translation>Fråga den som sköter det.</translation>
  </message>
  <message>
   <source>Ask whoever runs the access-control system to enable the key there.</source>
   <translation>Be den som sköter passersystemet att aktivera nyckeln där.</translation>
  </message>
  <message>
   <source>Ask whoever runs the access-control system to take it off the block list.</source>
   <translation>Be den som sköter passersystemet att ta bort den från spärrlistan.</translation>
  </message>
  <message>
   <source>Ask whoever runs the door system to enable it.</source>
   <translation>Be den som sköter dörrsystemet att aktivera den.</translation>
  </message>
  <message>
   <source>Ask whoever runs the door system to take it off the list.</source>
   <translation>Be den som sköter dörrsystemet att ta bort det från listan.</translation>
  </message>
  <message>
   <source>Ask whoever runs the door system why.</source>
   <translation>Fråga den som sköter dörrsystemet varför.</translation>
  </message>
  <message>
   <source>Ask whoever runs the door system.</source>
   <translation>Fråga den som sköter dörrsystemet.</translation>
  </message>
  <message>
   <source>Ask your IT to look at the service's certificate.</source>
   <translation>Be IT-avdelningen att se över tjänstens certifikat.</translation>
  </message>
  <message>
   <source>Ask your IT: a proxy may read along, or the issuer's certificate must be installed here.</source>
   <translation>Fråga IT-avdelningen: en proxy kan läsa med, eller så måste utfärdarens certifikat installeras här.</translation>
  </message>
  <message>
   <source>Begin anew to have it done once more.</source>
   <translation>Börja om för att få det gjort en gång till.</translation>
  </message>
  <message>
   <source>Both an id and a name of the person were given; the service takes one or the other.</source>
   <translation>Både ett id och ett namn för personen angavs; tjänsten tar det ena eller det andra.</translation>
  </message>
  <message>
   <source>Bytes arrive from the reader that no protocol with a checksum explains.</source>
   <translation>Det kommer byte från läsaren som inget protokoll med kontrollsumma förklarar.</translation>
  </message>
  <message>
   <source>Cards of the technology {technology} have no serial number of a known size, so that nothing can be learned.</source>
   <translation>Kort av tekniken {technology} har inget serienummer av känd storlek, så ingenting kan läras in.</translation>
  </message>
  <message>
   <source>Check in the access-control system whether the key is as it was meant.</source>
   <translation>Kontrollera i passersystemet att nyckeln är som det var tänkt.</translation>
  </message>
  <message>
   <source>Check in the access-control system whether the key is {meant}'s.</source>
   <translation>Kontrollera i passersystemet om nyckeln tillhör {meant}.</translation>
  </message>
  <message>
   <source>Check in the access-control system whether the key was created for the right card.</source>
   <translation>Kontrollera i passersystemet att nyckeln skapades för rätt kort.</translation>
  </message>
  <message>
   <source>Check its digits, and which format the reader writes.</source>
   <translation>Kontrollera siffrorna, och vilket format läsaren skriver.</translation>
  </message>
  <message>
   <source>Check its digits, and which kind of card it is.</source>
   <translation>Kontrollera siffrorna och vilket slags kort det är.</translation>
  </message>
  <message>
   <source>Check that each reading and number are of the same card, that the number is typed as the access system spells it, and that the reader reads the side of the card that it names.</source>
   <translation>Kontrollera att varje läsning och nummer gäller samma kort, att numret är skrivet som passersystemet skriver det, och att läsaren läser den sida av kortet som det anger.</translation>
  </message>
  <message>
   <source>Check that it has power, and the protocol and the speed (baud) in its address; {0}.</source>
   <translation>Kontrollera att den har ström, och protokollet och hastigheten (baud) i dess adress; {0}.</translation>
  </message>
  <message>
   <source>Check that the address is right and answers with https; a gateway may also want a certificate of this computer.</source>
   <translation>Kontrollera att adressen är rätt och svarar med https; en gateway kan också kräva ett certifikat för den här datorn.</translation>
  </message>
  <message>
   <source>Check that the disk has room and that the file may be read and written.</source>
   <translation>Kontrollera att disken har plats och att filen får läsas och skrivas.</translation>
  </message>
  <message>
   <source>Check that the disk has room and that the folder may be written to; nothing was sent.</source>
   <translation>Kontrollera att disken har plats och att mappen går att skriva i; ingenting skickades.</translation>
  </message>
  <message>
   <source>Check that the disk has room: it is written down as soon as that works. If the program ends before, {0}.</source>
   <translation>Kontrollera att disken har plats: det skrivs ner så snart det går. Om programmet avslutas dessförinnan, {0}.</translation>
  </message>
  <message>
   <source>Check that the folder is there and may be written to and that the disk has room, or name another file.</source>
   <translation>Kontrollera att mappen finns och går att skriva i och att disken har plats, eller ange en annan fil.</translation>
  </message>
  <message>
   <source>Check the key in the access-control system.</source>
   <translation>Kontrollera nyckeln i passersystemet.</translation>
  </message>
  <message>
   <source>Check the name that the service answered.</source>
   <translation>Kontrollera namnet som tjänsten svarade med.</translation>
  </message>
  <message>
   <source>Check the numbers, or name the technology of these cards.</source>
   <translation>Kontrollera numren, eller ange kortens teknik.</translation>
  </message>
  <message>
   <source>Check the profile of this reader, and whether the card is one of those it was made for.</source>
   <translation>Kontrollera läsarens profil, och om kortet är av det slag som den gjordes för.</translation>
  </message>
  <message>
   <source>Check the service's address in the settings, letter by letter.</source>
   <translation>Kontrollera tjänstens adress i inställningarna, bokstav för bokstav.</translation>
  </message>
  <message>
   <source>Check the service's address in the settings.</source>
   <translation>Kontrollera tjänstens adress i inställningarna.</translation>
  </message>
  <message>
   <source>Check the service's address; in a guest network, sign in to the network with a browser first.</source>
   <translation>Kontrollera tjänstens adress; i ett gästnät, logga först in i nätet med en webbläsare.</translation>
  </message>
  <message>
   <source>Check the speed (baud) and the protocol in the reader's settings.</source>
   <translation>Kontrollera hastigheten (baud) och protokollet i läsarens inställningar.</translation>
  </message>
  <message>
   <source>Check this computer's date and time.</source>
   <translation>Kontrollera datorns datum och tid.</translation>
  </message>
  <message>
   <source>Check this computer's date and time; if they are right, tell whoever looks after the service.</source>
   <translation>Kontrollera datorns datum och tid; är de rätt, meddela den som sköter tjänsten.</translation>
  </message>
  <message>
   <source>Check this computer's network, and the service's address in the settings.</source>
   <translation>Kontrollera datorns nätverk och tjänstens adress i inställningarna.</translation>
  </message>
  <message>
   <source>Check this computer's network.</source>
   <translation>Kontrollera datorns nätverk.</translation>
  </message>
  <message>
   <source>Check what the key is allowed to do in the service's portal, or set another one: enroll-app key set.</source>
   <translation>Kontrollera i tjänstens portal vad nyckeln får göra, eller ange en annan: enroll-app key set.</translation>
  </message>
  <message>
   <source>Check which format the reader writes.</source>
   <translation>Kontrollera vilket format läsaren skriver.</translation>
  </message>
  <message>
   <source>Check which kind of card this is, and which format the reader writes.</source>
   <translation>Kontrollera vilket slags kort det är, och vilket format läsaren skriver.</translation>
  </message>
  <message>
   <source>Check whose card this is.</source>
   <translation>Kontrollera vems kortet är.</translation>
  </message>
  <message>
   <source>Choose a later end.</source>
   <translation>Välj ett senare slut.</translation>
  </message>
  <message>
   <source>Choose a printer, or leave the full screen first.</source>
   <translation>Välj en skrivare, eller lämna helskärmen först.</translation>
  </message>
  <message>
   <source>Choose a printer, or show the digits on the screen.</source>
   <translation>Välj en skrivare, eller visa siffrorna på skärmen.</translation>
  </message>
  <message>
   <source>Choose a time before or after.</source>
   <translation>Välj en tid före eller efter.</translation>
  </message>
  <message>
   <source>Choose an access level that has this door.</source>
   <translation>Välj en behörighet som har den här dörren.</translation>
  </message>
  <message>
   <source>Choose an access level whose hours fit, or come at another time.</source>
   <translation>Välj en behörighet vars tider passar, eller kom en annan tid.</translation>
  </message>
  <message>
   <source>Choose an end after the start.</source>
   <translation>Välj ett slut efter början.</translation>
  </message>
  <message>
   <source>Choose another one, or leave one out.</source>
   <translation>Välj en annan, eller utelämna en.</translation>
  </message>
  <message>
   <source>Choose another profile for this reader, or none.</source>
   <translation>Välj en annan profil för läsaren, eller ingen.</translation>
  </message>
  <message>
   <source>Choose another.</source>
   <translation>Välj en annan.</translation>
  </message>
  <message>
   <source>Choose at least one level.</source>
   <translation>Välj minst en behörighet.</translation>
  </message>
  <message>
   <source>Choose fewer access levels, or ask whoever looks after the gateway to raise its limit.</source>
   <translation>Välj färre behörigheter, eller be den som sköter gatewayen att höja gränsen.</translation>
  </message>
  <message>
   <source>Choose one of those that the Readers page and enroll-app profiles list, or learn it from a known card.</source>
   <translation>Välj en av dem som sidan Läsare och enroll-app profiles visar, eller lär in den från ett känt kort.</translation>
  </message>
  <message>
   <source>Choose the one that is meant.</source>
   <translation>Välj den som menas.</translation>
  </message>
  <message>
   <source>Choose the other model in the reader's address: protocol=sl025 or protocol=sl032.</source>
   <translation>Välj den andra modellen i läsarens adress: protocol=sl025 eller protocol=sl032.</translation>
  </message>
  <message>
   <source>Choose the reader's profile on the Readers page, or learn it from a card whose number is known.</source>
   <translation>Välj läsarens profil på sidan Läsare, eller lär in den från ett kort vars nummer är känt.</translation>
  </message>
  <message>
   <source>Choose the reader's protocol and its speed (baud) in its settings.</source>
   <translation>Välj läsarens protokoll och dess hastighet (baud) i dess inställningar.</translation>
  </message>
  <message>
   <source>Choose those that the key is to have; if it is to open nothing, block it.</source>
   <translation>Välj dem som nyckeln ska ha; om den inte ska öppna något, spärra den.</translation>
  </message>
  <message>
   <source>Choose vault or file, or have an administrator make the credentials with systemd-creds.</source>
   <translation>Välj vault eller file, eller låt en administratör skapa uppgifterna med systemd-creds.</translation>
  </message>
  <message>
   <source>Close Enroll, put the file back there, and start Enroll anew; without it, it begins with empty records. Nothing was sent.</source>
   <translation>Stäng Enroll, lägg tillbaka filen där och starta Enroll på nytt; utan den börjar det med ett tomt register. Ingenting skickades.</translation>
  </message>
  <message>
   <source>Close programs that use smart cards, such as GnuPG, browsers or other enrollment software, and tap again.</source>
   <translation>Stäng program som använder smartkort, till exempel GnuPG, webbläsare eller annat registreringsprogram, och läs kortet igen.</translation>
  </message>
  <message>
   <source>Close what else uses that file, and keep it on a disk of this computer and not in a shared folder; nothing was sent.</source>
   <translation>Stäng det som annars använder filen, och ha den på en disk i den här datorn och inte i en delad mapp; ingenting skickades.</translation>
  </message>
  <message>
   <source>CodeNotEnabled</source>
   <translation>CodeNotEnabled</translation>
  </message>
  <message>
   <source>Copy it anew from the service's portal.</source>
   <translation>Kopiera den på nytt från tjänstens portal.</translation>
  </message>
  <message>
   <source>Copy the id again, or give the names instead.</source>
   <translation>Kopiera id:t igen, eller ange namnen i stället.</translation>
  </message>
  <message>
   <source>Correct it or remove it; the other profiles are there.</source>
   <translation>Rätta den eller ta bort den; de andra profilerna finns kvar.</translation>
  </message>
  <message>
   <source>Correct it, or remove it and choose the profile of each reader again.</source>
   <translation>Rätta den, eller ta bort den och välj profil för varje läsare igen.</translation>
  </message>
  <message>
   <source>Correct the address of the reader.</source>
   <translation>Rätta läsarens adress.</translation>
  </message>
  <message>
   <source>Correct the file, or move it away to start with the defaults.</source>
   <translation>Rätta filen, eller flytta undan den för att börja med grundinställningarna.</translation>
  </message>
  <message>
   <source>Correct what it complains of, then send it anew.</source>
   <translation>Rätta det som den klagar på och skicka sedan på nytt.</translation>
  </message>
  <message>
   <source>DESFire reader, fourteen hexadecimal digits</source>
   <translation>DESFire-läsare, fjorton hexadecimala siffror</translation>
  </message>
  <message>
   <source>DESFire reader, fourteen hexadecimal digits, bytes reversed</source>
   <translation>DESFire-läsare, fjorton hexadecimala siffror, byte i omvänd ordning</translation>
  </message>
  <message>
   <source>DESFire reader, seventeen decimal digits</source>
   <translation>DESFire-läsare, sjutton decimala siffror</translation>
  </message>
  <message>
   <source>DESFire reader, seventeen decimal digits, bytes reversed</source>
   <translation>DESFire-läsare, sjutton decimala siffror, byte i omvänd ordning</translation>
  </message>
  <message>
   <source>Did you mean {0}?</source>
   <translation>Menade du {0}?</translation>
  </message>
  <message>
   <source>Did you mean {near}?</source>
   <translation>Menade du {near}?</translation>
  </message>
  <message>
   <source>Do it anew, if it is to be done.</source>
   <translation>Gör det på nytt, om det ska göras.</translation>
  </message>
  <message>
   <source>Do not hand the card out. Give {meant} another card, and tell {owner} that the PIN must be set anew.</source>
   <translation>Lämna inte ut kortet. Ge {meant} ett annat kort, och meddela {owner} att PIN-koden måste sättas på nytt.</translation>
  </message>
  <message>
   <source>Do not tell the code to anybody. Give {meant} another code, and tell {owner} that the PIN must be set anew.</source>
   <translation>Berätta inte koden för någon. Ge {meant} en annan kod, och meddela {owner} att PIN-koden måste sättas på nytt.</translation>
  </message>
  <message>
   <source>Doors that read over Wiegand cannot tell the two apart; take another card, or ask which readers the doors have.</source>
   <translation>Dörrar som läser över Wiegand kan inte skilja dem åt; ta ett annat kort, eller fråga vilka läsare dörrarna har.</translation>
  </message>
  <message>
   <source>Drop it, and enroll the card again by the same command.</source>
   <translation>Ta bort den ur utkorgen och registrera kortet igen med samma kommando.</translation>
  </message>
  <message>
   <source>Dropped from the outbox.</source>
   <translation>Borttagen ur utkorgen.</translation>
  </message>
  <message>
   <source>EM reader, 06H08D: eight decimal digits, first two bytes thrown away</source>
   <translation>EM-läsare, 06H08D: åtta decimala siffror, de två första byten kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 06H: six hexadecimal digits, first two bytes thrown away</source>
   <translation>EM-läsare, 06H: sex hexadecimala siffror, de två första byten kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 08H10D: ten decimal digits, first byte thrown away</source>
   <translation>EM-läsare, 08H10D: tio decimala siffror, den första byten kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 08H: eight hexadecimal digits, first byte thrown away</source>
   <translation>EM-läsare, 08H: åtta hexadecimala siffror, den första byten kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 10H12D: twelve decimal digits</source>
   <translation>EM-läsare, 10H12D: tolv decimala siffror</translation>
  </message>
  <message>
   <source>EM reader, 10H13D: thirteen decimal digits</source>
   <translation>EM-läsare, 10H13D: tretton decimala siffror</translation>
  </message>
  <message>
   <source>EM reader, 10H14D (IK2): fourteen decimal digits</source>
   <translation>EM-läsare, 10H14D (IK2): fjorton decimala siffror</translation>
  </message>
  <message>
   <source>EM reader, 10H: ten hexadecimal digits</source>
   <translation>EM-läsare, 10H: tio hexadecimala siffror</translation>
  </message>
  <message>
   <source>EM reader, 2H4H (3.5C): three and five decimal digits, two bytes thrown away</source>
   <translation>EM-läsare, 2H4H (3.5C): tre och fem decimala siffror, två byte kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 3+5 digits without a separator, two bytes thrown away</source>
   <translation>EM-läsare, 3+5 siffror utan skiljetecken, två byte kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 3.5A: three and five decimal digits, two bytes thrown away</source>
   <translation>EM-läsare, 3.5A: tre och fem decimala siffror, två byte kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 3.5B: three and five decimal digits, two bytes thrown away</source>
   <translation>EM-läsare, 3.5B: tre och fem decimala siffror, två byte kastas bort</translation>
  </message>
  <message>
   <source>EM reader, 4H4H (5.5): five and five decimal digits, first byte thrown away</source>
   <translation>EM-läsare, 4H4H (5.5): fem och fem decimala siffror, den första byten kastas bort</translation>
  </message>
  <message>
   <source>EM reader, IK3: fifteen decimal digits, bits of each byte reversed</source>
   <translation>EM-läsare, IK3: femton decimala siffror, bitarna i varje byte omvända</translation>
  </message>
  <message>
   <source>EM reader, Unique TAG ID: ten hexadecimal digits, bits of each byte reversed</source>
   <translation>EM-läsare, Unique TAG ID: tio hexadecimala siffror, bitarna i varje byte omvända</translation>
  </message>
  <message>
   <source>EM reader, ZK: twenty decimal digits</source>
   <translation>EM-läsare, ZK: tjugo decimala siffror</translation>
  </message>
  <message>
   <source>EM reader, ten hexadecimal digits, bytes reversed</source>
   <translation>EM-läsare, tio hexadecimala siffror, byte i omvänd ordning</translation>
  </message>
  <message>
   <source>Elatec TWN3 as a keyboard, DESFire: hexadecimal</source>
   <translation>Elatec TWN3 som tangentbord, DESFire: hexadecimalt</translation>
  </message>
  <message>
   <source>Elatec TWN3 as a keyboard, EM: hexadecimal</source>
   <translation>Elatec TWN3 som tangentbord, EM: hexadecimalt</translation>
  </message>
  <message>
   <source>Elatec TWN3 as a keyboard, Mifare Classic: hexadecimal</source>
   <translation>Elatec TWN3 som tangentbord, Mifare Classic: hexadecimalt</translation>
  </message>
  <message>
   <source>Elatec TWN4 as a keyboard, DESFire: hexadecimal</source>
   <translation>Elatec TWN4 som tangentbord, DESFire: hexadecimalt</translation>
  </message>
  <message>
   <source>Elatec TWN4 as a keyboard, EM: hexadecimal</source>
   <translation>Elatec TWN4 som tangentbord, EM: hexadecimalt</translation>
  </message>
  <message>
   <source>Elatec TWN4 as a keyboard, Mifare Classic: hexadecimal</source>
   <translation>Elatec TWN4 som tangentbord, Mifare Classic: hexadecimalt</translation>
  </message>
  <message>
   <source>Enroll another side of the card, or another kind of card.</source>
   <translation>Registrera en annan sida av kortet, eller ett annat slags kort.</translation>
  </message>
  <message>
   <source>Enroll does not start without it. Ask whoever looks after this computer to correct the file.</source>
   <translation>Enroll startar inte utan den. Be den som sköter den här datorn att rätta filen.</translation>
  </message>
  <message>
   <source>Enroll ended while this was being sent, so that no answer was seen.</source>
   <translation>Enroll avslutades medan detta skickades, så inget svar kom fram.</translation>
  </message>
  <message>
   <source>Enroll the card anew, if it is to be enrolled.</source>
   <translation>Registrera kortet på nytt, om det ska registreras.</translation>
  </message>
  <message>
   <source>Entry {seq} of the history is not as Enroll wrote it.</source>
   <translation>Post {seq} i historiken är inte som Enroll skrev den.</translation>
  </message>
  <message>
   <source>Exchange the two dates.</source>
   <translation>Byt plats på de två datumen.</translation>
  </message>
  <message>
   <source>Extend the validity, if the card is to open doors again.</source>
   <translation>Förläng giltigheten, om kortet ska öppna dörrar igen.</translation>
  </message>
  <message>
   <source>Finish it before the window is closed.</source>
   <translation>Gör klart det innan fönstret stängs.</translation>
  </message>
  <message>
   <source>For {minutes} minutes the service has not said what the door systems made of the key.</source>
   <translation>På {minutes} minuter har tjänsten inte sagt vad dörrsystemen gjorde av nyckeln.</translation>
  </message>
  <message>
   <source>Forget it with enroll-app key forget --for data; PINs that wait have to be given again.</source>
   <translation>Glöm den med enroll-app key forget --for data; PIN-koder som väntar måste då anges igen.</translation>
  </message>
  <message>
   <source>Give a first or a last name.</source>
   <translation>Ange ett för- eller efternamn.</translation>
  </message>
  <message>
   <source>Give a new end, or a new start.</source>
   <translation>Ange ett nytt slut, eller en ny början.</translation>
  </message>
  <message>
   <source>Give each setting once.</source>
   <translation>Ange varje inställning en gång.</translation>
  </message>
  <message>
   <source>Give every bit, the two parity bits too, and check which format the reader writes.</source>
   <translation>Ange varje bit, även de två paritetsbitarna, och kontrollera vilket format läsaren skriver.</translation>
  </message>
  <message>
   <source>Give it a name of plain English letters where it is set up (FRIENDLYNAME in /etc/reader.conf.d), or use another reader.</source>
   <translation>Ge den ett namn med vanliga engelska bokstäver där den är inställd (FRIENDLYNAME i /etc/reader.conf.d), eller använd en annan läsare.</translation>
  </message>
  <message>
   <source>Give it again, unless the card needs none.</source>
   <translation>Ange den igen, om inte kortet klarar sig utan.</translation>
  </message>
  <message>
   <source>Give it anew; somebody or something has changed this station's records.</source>
   <translation>Ange den på nytt; någon eller något har ändrat stationens register.</translation>
  </message>
  <message>
   <source>Give it another name.</source>
   <translation>Ge den ett annat namn.</translation>
  </message>
  <message>
   <source>Give it as the reader wrote it, leading zeros too, and check which format the reader writes.</source>
   <translation>Ange det som läsaren skrev det, även inledande nollor, och kontrollera vilket format läsaren skriver.</translation>
  </message>
  <message>
   <source>Give it with enroll-app key set, or put it into the environment variable ENROLL_APP_API_KEY.</source>
   <translation>Ange den med enroll-app key set, eller lägg den i miljövariabeln ENROLL_APP_API_KEY.</translation>
  </message>
  <message>
   <source>Give the PIN again, or drop the operation and enroll anew.</source>
   <translation>Ange PIN-koden igen, eller ta bort åtgärden och registrera på nytt.</translation>
  </message>
  <message>
   <source>Give the file a name that ends with .csv or .xlsx.</source>
   <translation>Ge filen ett namn som slutar på .csv eller .xlsx.</translation>
  </message>
  <message>
   <source>Give the first and the last name in full, or give {meant} another card.</source>
   <translation>Ange för- och efternamn i sin helhet, eller ge {meant} ett annat kort.</translation>
  </message>
  <message>
   <source>Give the first and the last name in full, or give {meant} another code.</source>
   <translation>Ange för- och efternamn i sin helhet, eller ge {meant} en annan kod.</translation>
  </message>
  <message>
   <source>Give the key again with enroll-app key set, which takes it out of there, then delete the file.</source>
   <translation>Ange nyckeln igen med enroll-app key set, som tar ut den därifrån, och radera sedan filen.</translation>
  </message>
  <message>
   <source>Give the key's id; this station's history or the access-control system shows it.</source>
   <translation>Ange nyckelns id; stationens historik eller passersystemet visar det.</translation>
  </message>
  <message>
   <source>Give the person's id; the access-control system shows it.</source>
   <translation>Ange personens id; passersystemet visar det.</translation>
  </message>
  <message>
   <source>Give the {what} again to send it; set up a vault, so that secrets can wait.</source>
   <translation>Ange {what} igen för att skicka; ordna ett nyckelvalv, så kan hemligheter vänta.</translation>
  </message>
  <message>
   <source>Give them again.</source>
   <translation>Ange dem igen.</translation>
  </message>
  <message>
   <source>Give them again: they are not kept where this computer has no vault.</source>
   <translation>Ange dem igen: de sparas inte där datorn saknar nyckelvalv.</translation>
  </message>
  <message>
   <source>Give this account the right to, or name another folder in ENROLL_APP_HOME.</source>
   <translation>Ge kontot rätt till det, eller ange en annan mapp i ENROLL_APP_HOME.</translation>
  </message>
  <message>
   <source>Give {meant} another card.</source>
   <translation>Ge {meant} ett annat kort.</translation>
  </message>
  <message>
   <source>Give {meant} another card; if the old one is lost, block or remove its key.</source>
   <translation>Ge {meant} ett annat kort; om det gamla är förlorat, spärra eller ta bort dess nyckel.</translation>
  </message>
  <message>
   <source>Give {meant} another code.</source>
   <translation>Ge {meant} en annan kod.</translation>
  </message>
  <message>
   <source>GnuPG (scdaemon, process {0}) has taken {1} away from the smart-card service. Write disable-ccid into ~/.gnupg/scdaemon.conf, run gpgconf --kill scdaemon, and attach the reader again.</source>
   <translation>GnuPG (scdaemon, process {0}) har tagit {1} från smartkortstjänsten. Skriv disable-ccid i ~/.gnupg/scdaemon.conf, kör gpgconf --kill scdaemon och anslut läsaren igen.</translation>
  </message>
  <message>
   <source>Go back; nothing of it can be changed.</source>
   <translation>Gå tillbaka; inget av den kan ändras.</translation>
  </message>
  <message>
   <source>Go on once more: it is asked again first.</source>
   <translation>Gå vidare en gång till: först frågas det igen.</translation>
  </message>
  <message>
   <source>Go on there, or close it and give the digits again.</source>
   <translation>Fortsätt där, eller stäng det och ange siffrorna igen.</translation>
  </message>
  <message>
   <source>Go on working, and keep that file for whoever looks after this computer.</source>
   <translation>Arbeta vidare, och spara filen åt den som sköter den här datorn.</translation>
  </message>
  <message>
   <source>HID Prox cards have no serial number of their own besides the number that was programmed into them.</source>
   <translation>HID Prox-kort har inget eget serienummer utöver det nummer som programmerats in i dem.</translation>
  </message>
  <message>
   <source>Hand the card over, or take this out of the outbox.</source>
   <translation>Överlåt kortet, eller ta bort detta ur utkorgen.</translation>
  </message>
  <message>
   <source>Have a new one made for this computer on the gateway before then: without it nothing can be sent.</source>
   <translation>Låt gatewayen göra ett nytt för den här datorn före dess: utan det kan ingenting skickas.</translation>
  </message>
  <message>
   <source>Have a new one made on the gateway. If the date is wrong, set this computer's clock.</source>
   <translation>Låt göra ett nytt på gatewayen. Är datumet fel, ställ datorns klocka.</translation>
  </message>
  <message>
   <source>Have one made for this computer on the gateway, and name its file in the settings.</source>
   <translation>Låt gatewayen göra ett för den här datorn, och ange dess fil i inställningarna.</translation>
  </message>
  <message>
   <source>Hold a card to the reader.</source>
   <translation>Håll ett kort mot läsaren.</translation>
  </message>
  <message>
   <source>Hold it flat and still on the reader, alone, and tap it again.</source>
   <translation>Håll det plant och stilla mot läsaren, ensamt, och läs det igen.</translation>
  </message>
  <message>
   <source>Hold the card to the reader again: it is shown whose it is now. What was typed is kept.</source>
   <translation>Håll kortet mot läsaren igen: då visas vems det är nu. Det som skrivits finns kvar.</translation>
  </message>
  <message>
   <source>Hold the new card to the reader.</source>
   <translation>Håll det nya kortet mot läsaren.</translation>
  </message>
  <message>
   <source>How many operations without an answer were lost is not known.</source>
   <translation>Hur många åtgärder utan svar som gick förlorade är inte känt.</translation>
  </message>
  <message>
   <source>If a card reader is behind it, choose its protocol.</source>
   <translation>Om en kortläsare sitter bakom den, välj dess protokoll.</translation>
  </message>
  <message>
   <source>If it is a card reader, choose its protocol.</source>
   <translation>Om det är en kortläsare, välj dess protokoll.</translation>
  </message>
  <message>
   <source>If it is known to be so, say it with --assume.</source>
   <translation>Om det är känt att det är så, säg det med --assume.</translation>
  </message>
  <message>
   <source>If it is the same person, pick them by their name first.</source>
   <translation>Om det är samma person: välj personen vid namnet först.</translation>
  </message>
  <message>
   <source>If that is not meant, set it in settings.toml: [desk] time_zone = "Europe/Stockholm".</source>
   <translation>Om det inte är meningen, ange den i settings.toml: [desk] time_zone = "Europe/Stockholm".</translation>
  </message>
  <message>
   <source>If the access was not taken away on purpose, enroll the new card for the person anew.</source>
   <translation>Om behörigheten inte togs bort med avsikt: registrera det nya kortet för personen på nytt.</translation>
  </message>
  <message>
   <source>If the service says that the key belongs to somebody else, take another card.</source>
   <translation>Om tjänsten säger att nyckeln tillhör någon annan, ta ett annat kort.</translation>
  </message>
  <message>
   <source>If this computer has a vault, move them there with enroll-app key set --keep vault.</source>
   <translation>Om datorn har ett nyckelvalv, flytta dem dit med enroll-app key set --keep vault.</translation>
  </message>
  <message>
   <source>If this is a phone, do not enroll it: every other such phone would open the same doors.</source>
   <translation>Om detta är en telefon, registrera den inte: varje annan sådan telefon skulle öppna samma dörrar.</translation>
  </message>
  <message>
   <source>In the full screen that is left by password, slips are printed on paper only: a file would need a file chooser.</source>
   <translation>I helskärm som bara lämnas med lösenord skrivs lappar ut enbart på papper: för en fil skulle en filväljare behövas.</translation>
  </message>
  <message>
   <source>In {path}, {what} has expired on {day}.</source>
   <translation>I {path} gick {what} ut {day}.</translation>
  </message>
  <message>
   <source>In {path}, {what} is not valid before {day}.</source>
   <translation>I {path} gäller {what} inte före {day}.</translation>
  </message>
  <message>
   <source>In “{text}” a byte has only one of its two digits.</source>
   <translation>I ”{text}” har en byte bara en av sina två siffror.</translation>
  </message>
  <message>
   <source>IndiTag reader on a serial line: hexadecimal between a colon and a checksum</source>
   <translation>IndiTag-läsare på serieledning: hexadecimalt mellan kolon och kontrollsumma</translation>
  </message>
  <message>
   <source>Install an SQLite with FTS5, or the Enroll package, which brings its own; nothing was changed.</source>
   <translation>Installera en SQLite med FTS5, eller Enroll-paketet, som har en egen; ingenting ändrades.</translation>
  </message>
  <message>
   <source>Install that version, or a later one; nothing was changed and nothing was sent.</source>
   <translation>Installera den versionen eller en senare; ingenting ändrades och ingenting skickades.</translation>
  </message>
  <message>
   <source>It cannot be brought back; the card can be enrolled anew, for anybody.</source>
   <translation>Den kan inte fås tillbaka; kortet kan registreras på nytt, för vem som helst.</translation>
  </message>
  <message>
   <source>It does so by itself; if it takes longer, ask whoever runs the service. The card need not be enrolled again.</source>
   <translation>Det gör den av sig själv; tar det längre tid, fråga den som sköter tjänsten. Kortet behöver inte registreras igen.</translation>
  </message>
  <message>
   <source>It gets a new PIN: that of the old card cannot be copied.</source>
   <translation>Det får en ny PIN-kod: det gamla kortets kan inte kopieras.</translation>
  </message>
  <message>
   <source>It goes on by itself after a minute.</source>
   <translation>Det fortsätter av sig självt efter en minut.</translation>
  </message>
  <message>
   <source>It goes on by itself as soon as that is accepted.</source>
   <translation>Det fortsätter av sig självt så snart den är godtagen.</translation>
  </message>
  <message>
   <source>It goes on by itself as soon as that is answered; or settle or drop the earlier one.</source>
   <translation>Det fortsätter av sig självt så snart den är besvarad; eller avgör eller ta bort den tidigare.</translation>
  </message>
  <message>
   <source>It goes on by itself.</source>
   <translation>Det fortsätter av sig självt.</translation>
  </message>
  <message>
   <source>It goes with service.client_certificate, which is not set.</source>
   <translation>Den hör ihop med service.client_certificate, som inte är angiven.</translation>
  </message>
  <message>
   <source>It goes with window.password, which is not set.</source>
   <translation>Den hör ihop med window.password, som inte är angiven.</translation>
  </message>
  <message>
   <source>It has its answer already.</source>
   <translation>Den har redan fått sitt svar.</translation>
  </message>
  <message>
   <source>It has no PIN: that of the old card cannot be copied.</source>
   <translation>Det har ingen PIN-kod: det gamla kortets kan inte kopieras.</translation>
  </message>
  <message>
   <source>It has no access level, like the old one: it opens no door.</source>
   <translation>Det har ingen behörighet, liksom det gamla: det öppnar ingen dörr.</translation>
  </message>
  <message>
   <source>It has {0}.</source>
   <translation>Den har {0}.</translation>
  </message>
  <message>
   <source>It is being sent at this moment.</source>
   <translation>Den skickas just nu.</translation>
  </message>
  <message>
   <source>It is drawn already, and shown once the service has it; it is shown nowhere else.</source>
   <translation>Den är redan dragen, och visas när tjänsten har den; den visas ingen annanstans.</translation>
  </message>
  <message>
   <source>It is no path of a file; write the whole path.</source>
   <translation>Det är ingen sökväg till en fil; skriv hela sökvägen.</translation>
  </message>
  <message>
   <source>It is not known yet which key is to be changed, so nothing was sent.</source>
   <translation>Det är inte känt än vilken nyckel som ska ändras, så ingenting skickades.</translation>
  </message>
  <message>
   <source>It is sent by itself.</source>
   <translation>Det skickas av sig självt.</translation>
  </message>
  <message>
   <source>It is valid from {start} on, and opens nothing before.</source>
   <translation>Den är giltig från {start} och öppnar ingenting före det.</translation>
  </message>
  <message>
   <source>It is valid until {end}.</source>
   <translation>Det är giltigt till och med {end}.</translation>
  </message>
  <message>
   <source>It may be missing, expired or revoked: install a new one.</source>
   <translation>Det kan saknas, ha gått ut eller vara återkallat: installera ett nytt.</translation>
  </message>
  <message>
   <source>It may be too weak for today's rules: have a new one made on the gateway.</source>
   <translation>Den kan vara för svag för dagens regler: låt göra en ny på gatewayen.</translation>
  </message>
  <message>
   <source>It may have been removed since.</source>
   <translation>Den kan ha tagits bort sedan dess.</translation>
  </message>
  <message>
   <source>It must be a day, such as 2027-06-30.</source>
   <translation>Det måste vara en dag, till exempel 2027-06-30.</translation>
  </message>
  <message>
   <source>It must be a list of days of the year, such as ["01-20", "06-10"] for 20 January and 10 June.</source>
   <translation>Det måste vara en lista med dagar på året, till exempel ["01-20", "06-10"] för 20 januari och 10 juni.</translation>
  </message>
  <message>
   <source>It must be a list of names or ids of access levels, such as ["Office"].</source>
   <translation>Det måste vara en lista med namn eller id på behörigheter, till exempel ["Kontor"].</translation>
  </message>
  <message>
   <source>It must be a list of reader addresses, such as ["pcsc:"].</source>
   <translation>Det måste vara en lista med läsaradresser, till exempel ["pcsc:"].</translation>
  </message>
  <message>
   <source>It must be a number from 0 to {most}.</source>
   <translation>Det måste vara ett tal från 0 till {most}.</translation>
  </message>
  <message>
   <source>It must be a number of days from 0, for today alone, to {most}.</source>
   <translation>Det måste vara ett antal dagar från 0, för bara idag, till {most}.</translation>
  </message>
  <message>
   <source>It must be a number of days from 1 to {most}, or 0 for ever.</source>
   <translation>Det måste vara ett antal dagar från 1 till {most}, eller 0 för alltid.</translation>
  </message>
  <message>
   <source>It must be a number of minutes from 1 to {most}, or 0 for never.</source>
   <translation>Det måste vara ett antal minuter från 1 till {most}, eller 0 för aldrig.</translation>
  </message>
  <message>
   <source>It must be one line of at most {most} letters.</source>
   <translation>Det måste vara en rad med högst {most} tecken.</translation>
  </message>
  <message>
   <source>It must be text in quotation marks.</source>
   <translation>Det måste vara text inom citattecken.</translation>
  </message>
  <message>
   <source>It must be the name of a time zone, such as Europe/Stockholm; this is no time zone that is known.</source>
   <translation>Det måste vara namnet på en tidszon, till exempel Europe/Stockholm; det här är ingen känd tidszon.</translation>
  </message>
  <message>
   <source>It must be true or false.</source>
   <translation>Det måste vara true eller false.</translation>
  </message>
  <message>
   <source>It must be what Enroll itself writes for a password; set the password in the window's settings.</source>
   <translation>Det måste vara det som Enroll självt skriver för ett lösenord; ange lösenordet i fönstrets inställningar.</translation>
  </message>
  <message>
   <source>It must be {known}.</source>
   <translation>Det måste vara {known}.</translation>
  </message>
  <message>
   <source>It never expires, as far as is known here.</source>
   <translation>Det saknar slutdatum, så vitt är känt här.</translation>
  </message>
  <message>
   <source>It takes the key by itself once it is back; the card need not be enrolled again. Where it stays so, ask whoever runs the door system.</source>
   <translation>Det tar emot nyckeln av sig självt när det är tillbaka; kortet behöver inte registreras igen. Förblir det så, fråga den som sköter dörrsystemet.</translation>
  </message>
  <message>
   <source>It was meant for {before}, and the desk was given another service since.</source>
   <translation>Det var avsett för {before}, och arbetsplatsen har fått en annan tjänst sedan dess.</translation>
  </message>
  <message>
   <source>It was set aside: it is not sent before somebody lets it go on.</source>
   <translation>Den lades åt sidan: den skickas inte förrän någon låter den fortsätta.</translation>
  </message>
  <message>
   <source>It was taken out of the outbox.</source>
   <translation>Den togs bort ur utkorgen.</translation>
  </message>
  <message>
   <source>Its PIN or code was given anew at this moment.</source>
   <translation>Dess PIN-kod eller kod angavs på nytt just nu.</translation>
  </message>
  <message>
   <source>Its access levels: {levels}.</source>
   <translation>Dess behörigheter: {levels}.</translation>
  </message>
  <message>
   <source>Its end is put far back, so that no clock that goes wrong leaves it open.</source>
   <translation>Dess slut läggs långt tillbaka, så att ingen klocka som går fel lämnar den öppen.</translation>
  </message>
  <message>
   <source>Its firmware has to speak the Simple Protocol; if it writes lines of digits, choose protocol=line.</source>
   <translation>Dess fasta program måste tala Simple Protocol; om den skriver rader med siffror, välj protocol=line.</translation>
  </message>
  <message>
   <source>Join it again in the settings, under Training.</source>
   <translation>Anslut den igen i inställningarna, under Övning.</translation>
  </message>
  <message>
   <source>Keep it as it is, or take it out of the outbox.</source>
   <translation>Låt den vara som den är, eller ta bort den ur utkorgen.</translation>
  </message>
  <message>
   <source>Known are {0}.</source>
   <translation>Kända är {0}.</translation>
  </message>
  <message>
   <source>Lay one card on the reader, alone and flat, and tap it again.</source>
   <translation>Lägg ett kort på läsaren, ensamt och plant, och läs det igen.</translation>
  </message>
  <message>
   <source>Learn from cards of one technology, and name it if it is none of EM, Mifare Classic and DESFire.</source>
   <translation>Lär in från kort av en teknik, och ange den om den varken är EM, Mifare Classic eller DESFire.</translation>
  </message>
  <message>
   <source>Leave it out, and the service makes a unique one.</source>
   <translation>Utelämna den, så gör tjänsten en unik.</translation>
  </message>
  <message>
   <source>Leave one of them out.</source>
   <translation>Utelämna en av dem.</translation>
  </message>
  <message>
   <source>Leave out crc.</source>
   <translation>Utelämna crc.</translation>
  </message>
  <message>
   <source>Leave out format and digits, or use protocol=line.</source>
   <translation>Utelämna format och digits, eller använd protocol=line.</translation>
  </message>
  <message>
   <source>Leave out protocol, or the profile.</source>
   <translation>Utelämna protocol, eller profilen.</translation>
  </message>
  <message>
   <source>Leave out technology, or use protocol=line.</source>
   <translation>Utelämna technology, eller använd protocol=line.</translation>
  </message>
  <message>
   <source>Leave the PIN out: a PIN goes together with a card.</source>
   <translation>Utelämna PIN-koden: en PIN-kod hör till ett kort.</translation>
  </message>
  <message>
   <source>Let it be delivered first, or drop what is not needed; nothing was saved and nothing was sent.</source>
   <translation>Låt det levereras först, eller ta bort det som inte behövs; ingenting sparades och ingenting skickades.</translation>
  </message>
  <message>
   <source>Let it go on only where that is the same access-control system; else take it out of the outbox.</source>
   <translation>Låt det gå vidare bara om det är samma passersystem; ta annars bort det ur utkorgen.</translation>
  </message>
  <message>
   <source>Let it go on, or take it out of the outbox.</source>
   <translation>Låt den fortsätta, eller ta bort den ur utkorgen.</translation>
  </message>
  <message>
   <source>Let the administrator write {0} into {1} and attach the reader again.</source>
   <translation>Låt administratören skriva {0} i {1} och anslut läsaren igen.</translation>
  </message>
  <message>
   <source>Let the system set date and time by itself, from the network.</source>
   <translation>Låt systemet ställa datum och tid självt, från nätverket.</translation>
  </message>
  <message>
   <source>Linux's own NFC driver (pn533_usb) has taken {0} away from the smart-card service. Run: printf 'blacklist pn533_usb\nblacklist pn533\nblacklist nfc\n' | sudo tee /etc/modprobe.d/card-reader.conf &amp;&amp; sudo modprobe -r pn533_usb, and attach the reader again.</source>
   <translation>Linux egen NFC-drivrutin (pn533_usb) har tagit {0} från smartkortstjänsten. Kör: printf 'blacklist pn533_usb\nblacklist pn533\nblacklist nfc\n' | sudo tee /etc/modprobe.d/card-reader.conf &amp;&amp; sudo modprobe -r pn533_usb, och anslut läsaren igen.</translation>
  </message>
  <message>
   <source>List the levels there are with: enroll-app levels.</source>
   <translation>Visa de behörigheter som finns med: enroll-app levels.</translation>
  </message>
  <message>
   <source>List what does with: enroll-app outbox list.</source>
   <translation>Visa vad som gör det med: enroll-app outbox list.</translation>
  </message>
  <message>
   <source>List what there is with: enroll-app outbox list.</source>
   <translation>Visa vad som finns med: enroll-app outbox list.</translation>
  </message>
  <message>
   <source>List what waits with: enroll-app outbox list.</source>
   <translation>Visa vad som väntar med: enroll-app outbox list.</translation>
  </message>
  <message>
   <source>Load its Simple Protocol firmware anew, and check whether it is set to send checksums (crc=on).</source>
   <translation>Läs in dess fasta program Simple Protocol på nytt, och kontrollera om den är inställd att skicka kontrollsummor (crc=on).</translation>
  </message>
  <message>
   <source>Look at its access levels: what the old key had, and was not ordered now, the new one does not have.</source>
   <translation>Se efter dess behörigheter: det som den gamla nyckeln hade och som inte beställdes nu har den nya inte.</translation>
  </message>
  <message>
   <source>Look at them with enroll-app outbox list, or in the window's outbox.</source>
   <translation>Se på dem med enroll-app outbox list, eller i fönstrets utkorg.</translation>
  </message>
  <message>
   <source>Look at what the outbox has of it, and at this once more.</source>
   <translation>Titta på vad utkorgen har om den, och på det här en gång till.</translation>
  </message>
  <message>
   <source>Look for a window that asks for a password, then try again.</source>
   <translation>Leta efter ett fönster som frågar efter ett lösenord, och försök sedan igen.</translation>
  </message>
  <message>
   <source>Look for a window that asks for its password; if there is none, sign out and in again.</source>
   <translation>Leta efter ett fönster som frågar efter dess lösenord; finns det inget, logga ut och in igen.</translation>
  </message>
  <message>
   <source>Look how it stands with: enroll-app outbox list.</source>
   <translation>Se hur det står till med: enroll-app outbox list.</translation>
  </message>
  <message>
   <source>Look in the access-control system at the key of {owner}, and tell {owner} if the PIN must be set anew.</source>
   <translation>Se efter nyckeln för {owner} i passersystemet, och meddela {owner} om PIN-koden måste sättas på nytt.</translation>
  </message>
  <message>
   <source>Look in the access-control system whether a code was made; sent again, it would make a second one.</source>
   <translation>Se efter i passersystemet om en kod gjordes; skickas det igen görs en andra.</translation>
  </message>
  <message>
   <source>Look in the access-control system whether the key is as it was meant; then send it once more, or take it out of the outbox. Hand out no card before.</source>
   <translation>Se efter i passersystemet om nyckeln är som det var tänkt; skicka sedan en gång till, eller ta bort detta ur utkorgen. Lämna inte ut något kort före dess.</translation>
  </message>
  <message>
   <source>Look in the access-control system whether there is such a key; then send it once more, or take it out of the outbox. Hand out no card before.</source>
   <translation>Se efter i passersystemet om det finns en sådan nyckel; skicka sedan en gång till, eller ta bort detta ur utkorgen. Lämna inte ut något kort före dess.</translation>
  </message>
  <message>
   <source>Look in the access-control system whose card it is; then hand it over, or give {meant} another card.</source>
   <translation>Se efter i passersystemet vems kortet är; överlåt det sedan, eller ge {meant} ett annat kort.</translation>
  </message>
  <message>
   <source>Look in the access-control system whose card it is; then keep that key, hand the card over, or give {meant} another card.</source>
   <translation>Se efter i passersystemet vems kortet är; behåll sedan nyckeln, överlåt kortet, eller ge {meant} ett annat kort.</translation>
  </message>
  <message>
   <source>Look in the access-control system whose card it is; then tap it again, and enroll it.</source>
   <translation>Titta i passersystemet vems kortet är; håll det sedan mot läsaren igen och registrera det.</translation>
  </message>
  <message>
   <source>Look into the history for what came of it.</source>
   <translation>Se i historiken vad det blev av det.</translation>
  </message>
  <message>
   <source>Look there first: what is sent after it may be in conflict with it.</source>
   <translation>Titta där först: det som skickas efter det kan hamna i konflikt.</translation>
  </message>
  <message>
   <source>Look whether every card of the last days is in the outbox or in the history, and enroll anew what is not; keep that file for whoever looks after this computer.</source>
   <translation>Se efter om varje kort från de senaste dagarna finns i utkorgen eller i historiken, och registrera på nytt det som saknas; spara filen åt den som sköter den här datorn.</translation>
  </message>
  <message>
   <source>Look whether it is switched on and has paper, then print it again.</source>
   <translation>Se efter att den är på och har papper, och skriv sedan ut igen.</translation>
  </message>
  <message>
   <source>Look whether the card is as it is meant to be; if not, enroll it again.</source>
   <translation>Se efter om kortet är som det ska vara; om inte, registrera det igen.</translation>
  </message>
  <message>
   <source>Look whether the others do, or choose anew.</source>
   <translation>Se efter om de andra räcker, eller välj på nytt.</translation>
  </message>
  <message>
   <source>Make it so (chmod 600 {path}), and make a new API key at the service: others may have read this one.</source>
   <translation>Ordna det (chmod 600 {path}), och gör en ny API-nyckel hos tjänsten: andra kan ha läst den här.</translation>
  </message>
  <message>
   <source>Make room on this disk, or give this account the right to write there.</source>
   <translation>Gör plats på disken, eller ge kontot rätt att skriva där.</translation>
  </message>
  <message>
   <source>Make room on this disk.</source>
   <translation>Gör plats på disken.</translation>
  </message>
  <message>
   <source>Making a new key in the service's portal ends the old one at once: set the present one, with enroll-app key set or in ENROLL_APP_API_KEY.</source>
   <translation>När en ny nyckel görs i tjänstens portal upphör den gamla genast: ange den nuvarande med enroll-app key set eller i ENROLL_APP_API_KEY.</translation>
  </message>
  <message>
   <source>Mend that, or move the file away and give the key again with enroll-app key set.</source>
   <translation>Åtgärda det, eller flytta undan filen och ange nyckeln igen med enroll-app key set.</translation>
  </message>
  <message>
   <source>Mifare reader, 06H08D: eight decimal digits, first byte thrown away</source>
   <translation>Mifare-läsare, 06H08D: åtta decimala siffror, den första byten kastas bort</translation>
  </message>
  <message>
   <source>Mifare reader, 8H REVERSE: eight hexadecimal digits, bytes reversed</source>
   <translation>Mifare-läsare, 8H REVERSE: åtta hexadecimala siffror, byte i omvänd ordning</translation>
  </message>
  <message>
   <source>Mifare reader, 8H10D with the bytes reversed: ten decimal digits</source>
   <translation>Mifare-läsare, 8H10D med byte i omvänd ordning: tio decimala siffror</translation>
  </message>
  <message>
   <source>Mifare reader, 8H10D: ten decimal digits</source>
   <translation>Mifare-läsare, 8H10D: tio decimala siffror</translation>
  </message>
  <message>
   <source>Mifare reader, 8H: eight hexadecimal digits</source>
   <translation>Mifare-läsare, 8H: åtta hexadecimala siffror</translation>
  </message>
  <message>
   <source>More than one card lies on the reader, so it is not certain which one is meant.</source>
   <translation>Mer än ett kort ligger på läsaren, så det är inte säkert vilket som menas.</translation>
  </message>
  <message>
   <source>Name a port of this computer, or use one of {0}.</source>
   <translation>Ange en port på den här datorn, eller använd någon av {0}.</translation>
  </message>
  <message>
   <source>Name another file.</source>
   <translation>Ange en annan fil.</translation>
  </message>
  <message>
   <source>Name another technology, or leave it out.</source>
   <translation>Ange en annan teknik, eller utelämna den.</translation>
  </message>
  <message>
   <source>Name both files: client_certificate and client_key.</source>
   <translation>Ange båda filerna: client_certificate och client_key.</translation>
  </message>
  <message>
   <source>Name it by its id, or by its card.</source>
   <translation>Ange den med dess id eller med dess kort.</translation>
  </message>
  <message>
   <source>Name it, such as serial:COM3 or serial:/dev/ttyUSB0.</source>
   <translation>Ange den, till exempel serial:COM3 eller serial:/dev/ttyUSB0.</translation>
  </message>
  <message>
   <source>Name its system too, in parentheses as here, or give its id.</source>
   <translation>Ange också dess system, inom parentes som här, eller ange dess id.</translation>
  </message>
  <message>
   <source>Name the technology in the reader's profile or address.</source>
   <translation>Ange tekniken i läsarens profil eller adress.</translation>
  </message>
  <message>
   <source>No API key is set, so that the service cannot be used.</source>
   <translation>Ingen API-nyckel är angiven, så tjänsten kan inte användas.</translation>
  </message>
  <message>
   <source>No API key is set, so the service at {place} cannot be asked.</source>
   <translation>Ingen API-nyckel är angiven, så tjänsten på {place} kan inte tillfrågas.</translation>
  </message>
  <message>
   <source>No access level was chosen.</source>
   <translation>Ingen behörighet valdes.</translation>
  </message>
  <message>
   <source>No access level was chosen: a new key then opens no door.</source>
   <translation>Ingen behörighet valdes: en ny nyckel öppnar då ingen dörr.</translation>
  </message>
  <message>
   <source>No answer came to an earlier request about the same card, and it may still take effect.</source>
   <translation>Inget svar kom på en tidigare begäran om samma kort, och den kan fortfarande få verkan.</translation>
  </message>
  <message>
   <source>No answer for {minutes} minutes from: {systems}. Such a door system is switched off as a rule, or cut off from the network.</source>
   <translation>Inget svar på {minutes} minuter från: {systems}. Ett sådant dörrsystem är i regel avstängt, eller avskuret från nätverket.</translation>
  </message>
  <message>
   <source>No card reader can be listed: one has a name that this program's PC/SC module cannot read. Take away the reader whose name is not in plain English letters.</source>
   <translation>Ingen kortläsare kan visas: en har ett namn som programmets PC/SC-modul inte kan läsa. Ta bort läsaren vars namn inte har vanliga engelska bokstäver.</translation>
  </message>
  <message>
   <source>No card was read yet.</source>
   <translation>Inget kort är läst än.</translation>
  </message>
  <message>
   <source>No key was named that is to be removed.</source>
   <translation>Ingen nyckel angavs som ska tas bort.</translation>
  </message>
  <message>
   <source>No known way of writing numbers makes the known number of this reading.</source>
   <translation>Inget känt sätt att skriva nummer ger det kända numret av den här läsningen.</translation>
  </message>
  <message>
   <source>No known way of writing numbers makes the known numbers of all of these readings.</source>
   <translation>Inget känt sätt att skriva nummer ger de kända numren av alla dessa läsningar.</translation>
  </message>
  <message>
   <source>No new card was read yet.</source>
   <translation>Inget nytt kort är läst än.</translation>
  </message>
  <message>
   <source>No operation was lost.</source>
   <translation>Ingen åtgärd gick förlorad.</translation>
  </message>
  <message>
   <source>No other date was given.</source>
   <translation>Inget annat datum angavs.</translation>
  </message>
  <message>
   <source>No port matches {0} now. Attach the reader, or name its port.</source>
   <translation>Ingen port passar {0} nu. Anslut läsaren, eller ange dess port.</translation>
  </message>
  <message>
   <source>No protected connection with {host} could be agreed on.</source>
   <translation>Ingen skyddad förbindelse med {host} kunde upprättas.</translation>
  </message>
  <message>
   <source>No smart-card reader is attached where a card can be tapped.</source>
   <translation>Ingen smartkortläsare är ansluten där ett kort kan hållas mot.</translation>
  </message>
  <message>
   <source>Nobody was named: a new key then belongs to somebody whose name the service makes up.</source>
   <translation>Ingen person angavs: en ny nyckel tillhör då någon vars namn tjänsten hittar på.</translation>
  </message>
  <message>
   <source>Not looked at, for a step before it failed.</source>
   <translation>Inte undersökt, för ett steg före det misslyckades.</translation>
  </message>
  <message>
   <source>Not sent once more for safety: it is too late for that.</source>
   <translation>Inte skickat en gång till för säkerhets skull: det är för sent för det.</translation>
  </message>
  <message>
   <source>Nothing can be written into {0}: {1}.</source>
   <translation>Ingenting kan skrivas till {0}: {1}.</translation>
  </message>
  <message>
   <source>Nothing is left to do with this one.</source>
   <translation>Det finns inget kvar att göra med den här.</translation>
  </message>
  <message>
   <source>Nothing is to be done.</source>
   <translation>Ingenting behöver göras.</translation>
  </message>
  <message>
   <source>Nothing waits to be sent.</source>
   <translation>Ingenting väntar på att skickas.</translation>
  </message>
  <message>
   <source>Nothing was changed by asking: ask again later.</source>
   <translation>Ingenting ändrades av frågan: fråga igen senare.</translation>
  </message>
  <message>
   <source>Nothing was sent to {host}: the program is ending.</source>
   <translation>Ingenting skickades till {host}: programmet avslutas.</translation>
  </message>
  <message>
   <source>Number {number} changes a key that exists: nothing can be handed over or given back by it.</source>
   <translation>Nummer {number} ändrar en nyckel som finns: den kan varken överlåta eller återlämna något.</translation>
  </message>
  <message>
   <source>Number {number} in the outbox is about this key and waits for a person: what the key will have is not known.</source>
   <translation>Nummer {number} i utkorgen gäller den här nyckeln och väntar på en människa: vad nyckeln kommer att ha är inte känt.</translation>
  </message>
  <message>
   <source>Number {number} is not in the outbox any more.</source>
   <translation>Nummer {number} finns inte längre i utkorgen.</translation>
  </message>
  <message>
   <source>Number {number} waits for no decision.</source>
   <translation>Nummer {number} väntar inte på något beslut.</translation>
  </message>
  <message>
   <source>OMNIKEY 5427 CK keyboard wedge, DESFire: decimal without leading zeros</source>
   <translation>OMNIKEY 5427 CK som tangentbord, DESFire: decimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>OMNIKEY 5427 CK keyboard wedge, DESFire: hexadecimal</source>
   <translation>OMNIKEY 5427 CK som tangentbord, DESFire: hexadecimalt</translation>
  </message>
  <message>
   <source>OMNIKEY 5427 CK keyboard wedge, DESFire: hexadecimal, bytes reversed</source>
   <translation>OMNIKEY 5427 CK som tangentbord, DESFire: hexadecimalt, byte i omvänd ordning</translation>
  </message>
  <message>
   <source>OMNIKEY 5427 CK keyboard wedge, Mifare Classic: decimal without leading zeros</source>
   <translation>OMNIKEY 5427 CK som tangentbord, Mifare Classic: decimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>OMNIKEY 5427 CK keyboard wedge, Mifare Classic: hexadecimal</source>
   <translation>OMNIKEY 5427 CK som tangentbord, Mifare Classic: hexadecimalt</translation>
  </message>
  <message>
   <source>OMNIKEY 5427 CK keyboard wedge, Mifare Classic: hexadecimal, bytes reversed</source>
   <translation>OMNIKEY 5427 CK som tangentbord, Mifare Classic: hexadecimalt, byte i omvänd ordning</translation>
  </message>
  <message>
   <source>One side of this card is known already, as {known}.</source>
   <translation>Den ena sidan av kortet är redan känd, som {known}.</translation>
  </message>
  <message>
   <source>One way of writing explains it: {title}.</source>
   <translation>Ett sätt att skriva förklarar det: {title}.</translation>
  </message>
  <message>
   <source>Only a piece of a number came from the reader.</source>
   <translation>Bara en bit av ett nummer kom från läsaren.</translation>
  </message>
  <message>
   <source>Only {0} MB are free where the records are kept.</source>
   <translation>Bara {0} MB är lediga där registret finns.</translation>
  </message>
  <message>
   <source>Open Readers and choose how the keyboard reader writes its numbers, then tap the card again.</source>
   <translation>Öppna Läsare och välj hur tangentbordsläsaren skriver sina nummer, och läs sedan kortet igen.</translation>
  </message>
  <message>
   <source>Open Readers and choose one profile for the keyboard readers at this desk.</source>
   <translation>Öppna Läsare och välj en profil för arbetsplatsens tangentbordsläsare.</translation>
  </message>
  <message>
   <source>Open the desk anew: in the settings, use it now, or close Enroll and open it again.</source>
   <translation>Öppna arbetsplatsen på nytt: använd det nu i inställningarna, eller stäng Enroll och öppna det igen.</translation>
  </message>
  <message>
   <source>Open the window, or name the reader's input device: keyboard:/dev/input/by-id/….</source>
   <translation>Öppna fönstret, eller ange läsarens inmatningsenhet: keyboard:/dev/input/by-id/….</translation>
  </message>
  <message>
   <source>Operation {number} cannot be dropped: {why}</source>
   <translation>Åtgärd {number} kan inte tas bort: {why}</translation>
  </message>
  <message>
   <source>Operation {number} does not wait for anybody.</source>
   <translation>Åtgärd {number} väntar inte på någon.</translation>
  </message>
  <message>
   <source>Operation {number} is not being sent by this program, so that no outcome of it can be written down.</source>
   <translation>Åtgärd {number} skickas inte av det här programmet, så inget utfall av den kan antecknas.</translation>
  </message>
  <message>
   <source>Operation {number} was settled already, or goes on by itself; nothing was sent for this decision.</source>
   <translation>Åtgärd {number} var redan avgjord, eller fortsätter av sig själv; ingenting skickades för det här beslutet.</translation>
  </message>
  <message>
   <source>Other keys or another window came in between while a keyboard reader typed, or just before or after it, so that nobody can tell whether its number is whole.</source>
   <translation>Andra tangenter eller ett annat fönster kom emellan medan en tangentbordsläsare skrev, eller strax före eller efter, så ingen kan avgöra om dess nummer är helt.</translation>
  </message>
  <message>
   <source>PIN</source>
   <translation>PIN-koden</translation>
  </message>
  <message>
   <source>PIN and access levels stay as they are.</source>
   <translation>PIN-kod och behörigheter förblir som de är.</translation>
  </message>
  <message>
   <source>PIN and validity stay as they are.</source>
   <translation>PIN-kod och giltighet förblir som de är.</translation>
  </message>
  <message>
   <source>Paxton desk reader: decimal, second byte thrown away</source>
   <translation>Paxtons bordsläsare: decimalt, den andra byten kastas bort</translation>
  </message>
  <message>
   <source>Paxton: first byte and last three of an EM card</source>
   <translation>Paxton: den första och de tre sista byten av ett EM-kort</translation>
  </message>
  <message>
   <source>Please report it.</source>
   <translation>Rapportera det gärna.</translation>
  </message>
  <message>
   <source>Plug in or switch on a loudspeaker; sounds are heard from the next one on.</source>
   <translation>Anslut eller slå på en högtalare; ljud hörs från och med nästa.</translation>
  </message>
  <message>
   <source>Present the card again; if it stays so, the two data wires are swapped or the format is another.</source>
   <translation>Håll kortet mot läsaren igen; blir det likadant är de två dataledningarna förväxlade eller formatet ett annat.</translation>
  </message>
  <message>
   <source>Priority 1 WIE232 converter behind an EM reader: six hexadecimal digits, first two bytes thrown away</source>
   <translation>Priority 1 WIE232-omvandlare bakom en EM-läsare: sex hexadecimala siffror, de två första byten kastas bort</translation>
  </message>
  <message>
   <source>Priority 1 WIE232 converter, only for sites where every card is a Mifare Classic: six hexadecimal digits, first byte thrown away</source>
   <translation>Priority 1 WIE232-omvandlare, bara för platser där varje kort är Mifare Classic: sex hexadecimala siffror, den första byten kastas bort</translation>
  </message>
  <message>
   <source>Promag MF7xx on RS232 as delivered: hexadecimal, last byte first, no end of line</source>
   <translation>Promag MF7xx på RS232 som levererad: hexadecimalt, sista byten först, inget radslut</translation>
  </message>
  <message>
   <source>Promag MF7xx on RS232 set to MSB first: hexadecimal, no end of line</source>
   <translation>Promag MF7xx på RS232 inställd på MSB först: hexadecimalt, inget radslut</translation>
  </message>
  <message>
   <source>Put it into the vault with enroll-app key set (where there is none: key set --keep file), or into the environment variable ENROLL_APP_API_KEY; or try the product with enroll-app --training.</source>
   <translation>Lägg den i nyckelvalvet med enroll-app key set (där inget finns: key set --keep file), eller i miljövariabeln ENROLL_APP_API_KEY; eller prova produkten med enroll-app --training.</translation>
  </message>
  <message>
   <source>Put the file there, or correct {field} in the settings.</source>
   <translation>Lägg filen där, eller rätta {field} i inställningarna.</translation>
  </message>
  <message>
   <source>Read it through a profile that says which cards this reader reads, or set the reader to send the whole number.</source>
   <translation>Läs det genom en profil som säger vilka kort läsaren läser, eller ställ in läsaren så att den skickar hela numret.</translation>
  </message>
  <message>
   <source>Read this card on another reader.</source>
   <translation>Läs det här kortet på en annan läsare.</translation>
  </message>
  <message>
   <source>Reader that takes half of a seven-byte number for the whole: 88 and three bytes</source>
   <translation>Läsare som tar halva sjubytenumret för det hela: 88 och tre byte</translation>
  </message>
  <message>
   <source>Remove it (sudo apt remove modemmanager) if this computer has no modem.</source>
   <translation>Ta bort det (sudo apt remove modemmanager) om datorn inte har något modem.</translation>
  </message>
  <message>
   <source>Restart it: sudo systemctl restart pcscd.</source>
   <translation>Starta om den: sudo systemctl restart pcscd.</translation>
  </message>
  <message>
   <source>Restart the computer.</source>
   <translation>Starta om datorn.</translation>
  </message>
  <message>
   <source>Restart the service “Smart Card”, or the computer.</source>
   <translation>Starta om tjänsten ”Smartkort”, eller datorn.</translation>
  </message>
  <message>
   <source>S4A Wiegand converter behind an EM reader: ten decimal digits, first byte thrown away</source>
   <translation>S4A Wiegand-omvandlare bakom en EM-läsare: tio decimala siffror, den första byten kastas bort</translation>
  </message>
  <message>
   <source>S4A Wiegand converter, only for sites where every card is a Mifare Classic: ten decimal digits</source>
   <translation>S4A Wiegand-omvandlare, bara för platser där varje kort är Mifare Classic: tio decimala siffror</translation>
  </message>
  <message>
   <source>Save it under a name (--save NAME), and write profile=NAME into the reader's address.</source>
   <translation>Spara den under ett namn (--save NAMN), och skriv profile=NAMN i läsarens adress.</translation>
  </message>
  <message>
   <source>Say first which of the two cards it is.</source>
   <translation>Säg först vilket av de två korten det är.</translation>
  </message>
  <message>
   <source>Say until when it is to be valid.</source>
   <translation>Ange hur länge den ska gälla.</translation>
  </message>
  <message>
   <source>Say until when it is to be valid. A PIN that it had and that was not ordered anew stays too.</source>
   <translation>Ange hur länge den ska gälla. En PIN-kod som den hade och som inte beställdes på nytt finns också kvar.</translation>
  </message>
  <message>
   <source>Say until when the new card is to be valid, or take another card.</source>
   <translation>Ange hur länge det nya kortet ska gälla, eller ta ett annat kort.</translation>
  </message>
  <message>
   <source>Say until when the new card is to be valid.</source>
   <translation>Ange hur länge det nya kortet ska vara giltigt.</translation>
  </message>
  <message>
   <source>Say which levels the new key is to have.</source>
   <translation>Ange vilka behörigheter den nya nyckeln ska ha.</translation>
  </message>
  <message>
   <source>Secrets cannot be moved to {place} from here.</source>
   <translation>Hemligheter kan inte flyttas till {place} härifrån.</translation>
  </message>
  <message>
   <source>See to it that both sides were read from one and the same card.</source>
   <translation>Se till att båda sidorna lästes från ett och samma kort.</translation>
  </message>
  <message>
   <source>See to it that the folder can be written to and that the disk is not full.</source>
   <translation>Se till att mappen går att skriva i och att disken inte är full.</translation>
  </message>
  <message>
   <source>See to it that the service can be reached, so that they are sent.</source>
   <translation>Se till att tjänsten kan nås, så att de skickas.</translation>
  </message>
  <message>
   <source>Send what makes the key first.</source>
   <translation>Skicka det som skapar nyckeln först.</translation>
  </message>
  <message>
   <source>Set a PIN.</source>
   <translation>Ange en PIN-kod.</translation>
  </message>
  <message>
   <source>Set aside by a person.</source>
   <translation>Lagd åt sidan av en person.</translation>
  </message>
  <message>
   <source>Set date and time.</source>
   <translation>Ställ datum och tid.</translation>
  </message>
  <message>
   <source>Set it in settings.toml: [desk] time_zone = "Europe/Stockholm".</source>
   <translation>Ange den i settings.toml: [desk] time_zone = "Europe/Stockholm".</translation>
  </message>
  <message>
   <source>Set it right in the access-control system.</source>
   <translation>Rätta till det i passersystemet.</translation>
  </message>
  <message>
   <source>Set one too: anybody could go on without it.</source>
   <translation>Ange också ett: utan det kan vem som helst fortsätta.</translation>
  </message>
  <message>
   <source>Set the address beside it, in the environment variable ENROLL_APP_API_URL.</source>
   <translation>Ange adressen intill, i miljövariabeln ENROLL_APP_API_URL.</translation>
  </message>
  <message>
   <source>Set the clock where that day is wrong; where it is right, go on working, and what is too old is forgotten in a week.</source>
   <translation>Ställ klockan om dagen är fel; är den rätt, arbeta vidare, så glöms det som är för gammalt om en vecka.</translation>
  </message>
  <message>
   <source>Set the reader to send the whole number with its leading zeros, or correct the digits in its settings.</source>
   <translation>Ställ in läsaren så att den skickar hela numret med inledande nollor, eller rätta antalet siffror i dess inställningar.</translation>
  </message>
  <message>
   <source>Set the reader to send the whole number, or read it through a profile that supplies what is missing.</source>
   <translation>Ställ in läsaren så att den skickar hela numret, eller läs det genom en profil som lägger till det som saknas.</translation>
  </message>
  <message>
   <source>Set the reader to type Enter after each number.</source>
   <translation>Ställ in läsaren så att den skriver Enter efter varje nummer.</translation>
  </message>
  <message>
   <source>Set the reader to write leading zeros (a fixed length of {width} characters) and choose a profile for that, or tap the card at another reader, one that writes every digit.</source>
   <translation>Ställ in läsaren så att den skriver inledande nollor (en fast längd på {width} tecken) och välj en profil för det, eller läs kortet på en annan läsare, en som skriver varje siffra.</translation>
  </message>
  <message>
   <source>Set the reader to write the whole number (hexadecimal, or all digits), or use another reader for these cards.</source>
   <translation>Ställ in läsaren så att den skriver hela numret (hexadecimalt, eller alla siffror), eller använd en annan läsare för de här korten.</translation>
  </message>
  <message>
   <source>Set the reader to write the whole number, or use another reader; only if every card of the site has the same bytes there can a profile supply them.</source>
   <translation>Ställ in läsaren så att den skriver hela numret, eller använd en annan läsare; bara om alla platsens kort har samma byte där kan en profil lägga till dem.</translation>
  </message>
  <message>
   <source>Set this computer's keyboard layout to English (US), then tap the card again.</source>
   <translation>Ställ datorns tangentbordslayout på engelska (USA), och läs sedan kortet igen.</translation>
  </message>
  <message>
   <source>Set this right in the access-control system.</source>
   <translation>Rätta till detta i passersystemet.</translation>
  </message>
  <message>
   <source>Settle it in the outbox first.</source>
   <translation>Avgör det i utkorgen först.</translation>
  </message>
  <message>
   <source>Settle that step, or drop both and begin again.</source>
   <translation>Avgör det steget, eller ta bort båda och börja om.</translation>
  </message>
  <message>
   <source>Settled by a person.</source>
   <translation>Avgjord av en person.</translation>
  </message>
  <message>
   <source>Settled by other operations.</source>
   <translation>Avgjord genom andra åtgärder.</translation>
  </message>
  <message>
   <source>Several words make a good one.</source>
   <translation>Flera ord blir ett bra lösenord.</translation>
  </message>
  <message>
   <source>Shorten it.</source>
   <translation>Förkorta det.</translation>
  </message>
  <message>
   <source>Sign in at this computer itself, not remotely, or ask the administrator to allow org.debian.pcsc-lite.access_pcsc and access_card in polkit.</source>
   <translation>Logga in vid själva datorn, inte på distans, eller be administratören att tillåta org.debian.pcsc-lite.access_pcsc och access_card i polkit.</translation>
  </message>
  <message>
   <source>Sign in to a desktop that has one; or choose the file instead with enroll-app key set --keep file: whoever has this computer's disk has the secrets then; or let the key come from the environment (ENROLL_APP_API_KEY) or from systemd's credentials.</source>
   <translation>Logga in på ett skrivbord som har ett; eller välj filen i stället med enroll-app key set --keep file: den som har datorns disk har då hemligheterna; eller låt nyckeln komma från miljön (ENROLL_APP_API_KEY) eller från systemd.</translation>
  </message>
  <message>
   <source>Somebody entered in this door system itself has this card or code already ({error}).</source>
   <translation>Någon som lagts in i själva dörrsystemet har redan det här kortet eller den här koden ({error}).</translation>
  </message>
  <message>
   <source>Something else about the same card is still under way.</source>
   <translation>Något annat om samma kort är fortfarande på väg.</translation>
  </message>
  <message>
   <source>Something else was saved for this key meanwhile; nothing was sent.</source>
   <translation>Något annat sparades för den här nyckeln under tiden; inget skickades.</translation>
  </message>
  <message>
   <source>Something is still being sent to the service of before.</source>
   <translation>Något skickas fortfarande till den förra tjänsten.</translation>
  </message>
  <message>
   <source>Something newer about the same card was delivered since, so this was not sent any more.</source>
   <translation>Något nyare om samma kort har levererats sedan dess, så detta skickades inte längre.</translation>
  </message>
  <message>
   <source>Something that it asks hangs: restart the computer, and try again.</source>
   <translation>Något som den frågar hänger sig: starta om datorn och försök igen.</translation>
  </message>
  <message>
   <source>Start Enroll as a service with LoadCredentialEncrypted=, or choose another place with enroll-app key set --keep vault or --keep file.</source>
   <translation>Starta Enroll som en tjänst med LoadCredentialEncrypted=, eller välj en annan plats med enroll-app key set --keep vault eller --keep file.</translation>
  </message>
  <message>
   <source>Take all cards off the reader, and tap one alone.</source>
   <translation>Ta bort alla kort från läsaren, och håll fram ett ensamt.</translation>
  </message>
  <message>
   <source>Take another card, or have it removed there.</source>
   <translation>Ta ett annat kort, eller låt ta bort det där.</translation>
  </message>
  <message>
   <source>Take another card, or remove that key first.</source>
   <translation>Ta ett annat kort, eller ta bort den nyckeln först.</translation>
  </message>
  <message>
   <source>Take another card, unless it is for the same person.</source>
   <translation>Ta ett annat kort, om det inte är till samma person.</translation>
  </message>
  <message>
   <source>Take another card.</source>
   <translation>Ta ett annat kort.</translation>
  </message>
  <message>
   <source>Take another.</source>
   <translation>Ta en annan.</translation>
  </message>
  <message>
   <source>Take it out of the outbox, and begin anew.</source>
   <translation>Ta bort den ur utkorgen, och börja om.</translation>
  </message>
  <message>
   <source>Take it out of the outbox, and enroll the card anew with a later end.</source>
   <translation>Ta bort det ur utkorgen och registrera kortet på nytt med ett senare slut.</translation>
  </message>
  <message>
   <source>Take one of them away.</source>
   <translation>Ta bort en av dem.</translation>
  </message>
  <message>
   <source>Take one of those that `enroll-app formats` lists; -reversed, -bitrev, -nibble and -inverted may be added to it, in this order.</source>
   <translation>Ta ett av dem som `enroll-app formats` visar; -reversed, -bitrev, -nibble och -inverted får läggas till, i den ordningen.</translation>
  </message>
  <message>
   <source>Take that away from them: chmod 600 {path}.</source>
   <translation>Ta ifrån dem det: chmod 600 {path}.</translation>
  </message>
  <message>
   <source>Take the PEM file that begins with -----BEGIN CERTIFICATE-----.</source>
   <translation>Ta PEM-filen som börjar med -----BEGIN CERTIFICATE-----.</translation>
  </message>
  <message>
   <source>Take the PEM file that was made together with the certificate.</source>
   <translation>Ta PEM-filen som gjordes tillsammans med certifikatet.</translation>
  </message>
  <message>
   <source>Take the card away and lay it down again; if it stays so, check the model in the reader's address.</source>
   <translation>Ta bort kortet och lägg dit det igen; blir det likadant, kontrollera modellen i läsarens adress.</translation>
  </message>
  <message>
   <source>Take the key and the certificate that were made together.</source>
   <translation>Ta nyckeln och certifikatet som gjordes tillsammans.</translation>
  </message>
  <message>
   <source>Take this out of the outbox, and look up whose key is to be changed.</source>
   <translation>Ta bort detta ur utkorgen, och ta reda på vems nyckel som ska ändras.</translation>
  </message>
  <message>
   <source>Tap again and compare; try the card at a door before it is handed out.</source>
   <translation>Läs kortet igen och jämför; prova det vid en dörr innan det lämnas ut.</translation>
  </message>
  <message>
   <source>Tap again; if it stays so, the card or the reader is faulty.</source>
   <translation>Läs kortet igen; blir det likadant är kortet eller läsaren trasig.</translation>
  </message>
  <message>
   <source>Tap another card as well, best one whose number has bytes that all differ.</source>
   <translation>Läs ett kort till, helst ett vars nummer har byte som alla är olika.</translation>
  </message>
  <message>
   <source>Tap another card as well, one whose number does not {0}: the reader may throw these bytes away, and write zeros for them on every card.</source>
   <translation>Läs ett kort till, ett vars nummer inte {0}: läsaren kan kasta bort de byten och skriva nollor för dem på varje kort.</translation>
  </message>
  <message>
   <source>Tap another card as well, one whose number is not the same when its bytes are read backwards.</source>
   <translation>Läs ett kort till, ett vars nummer inte är detsamma när dess byte läses baklänges.</translation>
  </message>
  <message>
   <source>Tap another card as well.</source>
   <translation>Läs ett annat kort också.</translation>
  </message>
  <message>
   <source>Tap it again, or use another card or reader.</source>
   <translation>Läs det igen, eller använd ett annat kort eller en annan läsare.</translation>
  </message>
  <message>
   <source>Tap the card again, and copy nothing but what the reader wrote.</source>
   <translation>Läs kortet igen, och kopiera inget annat än det som läsaren skrev.</translation>
  </message>
  <message>
   <source>Tap the card again, and press no key meanwhile.</source>
   <translation>Läs kortet igen, och tryck inte på någon tangent under tiden.</translation>
  </message>
  <message>
   <source>Tap the card again.</source>
   <translation>Läs kortet igen.</translation>
  </message>
  <message>
   <source>Tap the card again; if it stays so, choose another profile for the reader, or learn it from a known card.</source>
   <translation>Läs kortet igen; blir det likadant, välj en annan profil för läsaren, eller lär in den från ett känt kort.</translation>
  </message>
  <message>
   <source>Tap the card again; if it stays so, open Readers and choose another profile for the keyboard reader.</source>
   <translation>Läs kortet igen; blir det likadant, öppna Läsare och välj en annan profil för tangentbordsläsaren.</translation>
  </message>
  <message>
   <source>Tap the card again; if it stays so, set the reader to end each number with CR or LF, or say in its settings how many digits a number has.</source>
   <translation>Läs kortet igen; blir det likadant, ställ in läsaren så att den avslutar varje nummer med CR eller LF, eller ange i dess inställningar hur många siffror ett nummer har.</translation>
  </message>
  <message>
   <source>Tap the card again; if it stays so, set the reader to type the number alone and Enter after it.</source>
   <translation>Läs kortet igen; blir det likadant, ställ in läsaren så att den bara skriver numret och Enter efteråt.</translation>
  </message>
  <message>
   <source>Tap the card again; if that does not help, this reader cannot read this kind of card.</source>
   <translation>Läs kortet igen; hjälper det inte kan läsaren inte läsa det här slagets kort.</translation>
  </message>
  <message>
   <source>Tap the card here again and add an access level that has this door.</source>
   <translation>Håll kortet mot läsaren här igen och lägg till en behörighet som har den här dörren.</translation>
  </message>
  <message>
   <source>Tap the card here again and give it a later end.</source>
   <translation>Håll kortet mot läsaren här igen och ge det ett senare slut.</translation>
  </message>
  <message>
   <source>Tap the card here again and set a PIN.</source>
   <translation>Håll kortet mot läsaren här igen och ange en PIN-kod.</translation>
  </message>
  <message>
   <source>Tap the new card.</source>
   <translation>Läs det nya kortet.</translation>
  </message>
  <message>
   <source>Tap the other side too: a key for one side alone is another key than the one that is known.</source>
   <translation>Läs den andra sidan också: en nyckel för bara en sida är en annan nyckel än den som är känd.</translation>
  </message>
  <message>
   <source>Tap the other side too; a key for one side alone opens nothing where the doors read the other.</source>
   <translation>Läs den andra sidan också; en nyckel för bara en sida öppnar ingenting där dörrarna läser den andra.</translation>
  </message>
  <message>
   <source>Tell whoever looks after the gateway that it needs the present key; without a gateway, set the key here: enroll-app key set.</source>
   <translation>Meddela den som sköter gatewayen att den behöver den nuvarande nyckeln; utan gateway, ange nyckeln här: enroll-app key set.</translation>
  </message>
  <message>
   <source>Tell whoever looks after the service; nothing is sent until it is mended.</source>
   <translation>Meddela den som sköter tjänsten; ingenting skickas innan det är åtgärdat.</translation>
  </message>
  <message>
   <source>That is over: no door opens for the card any more.</source>
   <translation>Det är förbi: ingen dörr öppnas för kortet längre.</translation>
  </message>
  <message>
   <source>That takes access away: for some of the time in which the card opens doors so far, it will not.</source>
   <translation>Det tar bort tillträde: under en del av tiden då kortet hittills öppnar dörrar gör det inte längre det.</translation>
  </message>
  <message>
   <source>The API key comes from the environment variable {variable}, and is for {before}.</source>
   <translation>API-nyckeln kommer från miljövariabeln {variable} och är till {before}.</translation>
  </message>
  <message>
   <source>The API key is empty, or holds spaces or letters that no key has.</source>
   <translation>API-nyckeln är tom, eller innehåller mellanslag eller tecken som ingen nyckel har.</translation>
  </message>
  <message>
   <source>The API key is missing.</source>
   <translation>API-nyckeln saknas.</translation>
  </message>
  <message>
   <source>The API key that is kept is for {before}.</source>
   <translation>Den sparade API-nyckeln är till {before}.</translation>
  </message>
  <message>
   <source>The PIN contains something other than the digits 0 to 9.</source>
   <translation>PIN-koden innehåller något annat än siffrorna 0 till 9.</translation>
  </message>
  <message>
   <source>The PIN has {count} digits; it must have exactly four.</source>
   <translation>PIN-koden har {count} siffror; den måste ha precis fyra.</translation>
  </message>
  <message>
   <source>The PIN is taken away: doors that ask for one do not open for this card any more.</source>
   <translation>PIN-koden tas bort: dörrar som kräver en öppnar inte längre för det här kortet.</translation>
  </message>
  <message>
   <source>The PIN or code that waited on this computer cannot be opened any more: the key it was sealed with is another, or it was changed.</source>
   <translation>PIN-koden eller koden som väntade på den här datorn kan inte öppnas längre: nyckeln den förseglades med är en annan, eller så har den ändrats.</translation>
  </message>
  <message>
   <source>The PIN stays as it is.</source>
   <translation>PIN-koden förblir som den är.</translation>
  </message>
  <message>
   <source>The SQLite of this computer was built without its full-text index FTS5, which the history is searched with.</source>
   <translation>Datorns SQLite är byggd utan fulltextindexet FTS5, som historiken genomsöks med.</translation>
  </message>
  <message>
   <source>The TWN4 answers with error {0} ({1}).</source>
   <translation>TWN4 svarar med fel {0} ({1}).</translation>
  </message>
  <message>
   <source>The access level “{name}” exists {count} times: {choices}.</source>
   <translation>Behörigheten ”{name}” finns {count} gånger: {choices}.</translation>
  </message>
  <message>
   <source>The bundle cannot be written to {path}: {reason}.</source>
   <translation>Paketet kan inte skrivas till {path}: {reason}.</translation>
  </message>
  <message>
   <source>The card changes hands: the key of {owner} is removed, then {person} gets a new one.</source>
   <translation>Kortet byter ägare: nyckeln för {owner} tas bort, sedan får {person} en ny.</translation>
  </message>
  <message>
   <source>The card changes hands: the key that it has is removed, then {person} gets a new one.</source>
   <translation>Kortet byter ägare: nyckeln som det har tas bort, sedan får {person} en ny.</translation>
  </message>
  <message>
   <source>The card could not be read (PC/SC {0}).</source>
   <translation>Kortet kunde inte läsas (PC/SC {0}).</translation>
  </message>
  <message>
   <source>The card does not answer.</source>
   <translation>Kortet svarar inte.</translation>
  </message>
  <message>
   <source>The card gives no serial number to this reader.</source>
   <translation>Kortet ger inget serienummer till den här läsaren.</translation>
  </message>
  <message>
   <source>The card had a key already, which this station did not know so: no end was ordered, and it ends on {end}.</source>
   <translation>Kortet hade redan en nyckel, som den här stationen inte kände till så: inget slut beställdes, och den slutar {end}.</translation>
  </message>
  <message>
   <source>The card has a key already: it becomes this one, and nothing of it stays.</source>
   <translation>Kortet har redan en nyckel: den blir den här, och inget av den finns kvar.</translation>
  </message>
  <message>
   <source>The card is on the block list.</source>
   <translation>Kortet står på spärrlistan.</translation>
  </message>
  <message>
   <source>The card is {owner}'s already: the key is changed, and nothing changes hands.</source>
   <translation>Kortet tillhör redan {owner}: nyckeln ändras, och inget byter ägare.</translation>
  </message>
  <message>
   <source>The card number {text} is larger than {bits} bits can hold.</source>
   <translation>Kortnumret {text} är större än {bits} bitar rymmer.</translation>
  </message>
  <message>
   <source>The card of number {number} is not {owner}'s any more: its key was removed since.</source>
   <translation>Kortet i nummer {number} tillhör inte längre {owner}: dess nyckel har tagits bort sedan dess.</translation>
  </message>
  <message>
   <source>The card was to change hands, and the key that it had then is not known here any more.</source>
   <translation>Kortet skulle överlåtas, och nyckeln som det hade då är inte längre känd här.</translation>
  </message>
  <message>
   <source>The card's maker marks this number as not unique: another card may have the same one.</source>
   <translation>Kortets tillverkare märker numret som inte unikt: ett annat kort kan ha samma.</translation>
  </message>
  <message>
   <source>The card's number has {0} bytes, which no known kind of card has.</source>
   <translation>Kortets nummer har {0} byte, vilket inget känt slags kort har.</translation>
  </message>
  <message>
   <source>The card's number has {bytes} bytes; the service has no kind of key for that.</source>
   <translation>Kortets nummer har {bytes} byte; tjänsten har inget slags nyckel för det.</translation>
  </message>
  <message>
   <source>The cards of this site have two technologies, and only one side of this one was read.</source>
   <translation>Platsens kort har två tekniker, och bara den ena sidan av det här lästes.</translation>
  </message>
  <message>
   <source>The certificate in {path} ends on {day}, in {days} days.</source>
   <translation>Certifikatet i {path} upphör {day}, om {days} dagar.</translation>
  </message>
  <message>
   <source>The certificate of {host} comes from nobody this computer trusts.</source>
   <translation>Certifikatet för {host} kommer från någon som datorn inte litar på.</translation>
  </message>
  <message>
   <source>The certificate of {host} has expired.</source>
   <translation>Certifikatet för {host} har gått ut.</translation>
  </message>
  <message>
   <source>The certificate of {host} is not valid yet.</source>
   <translation>Certifikatet för {host} gäller inte än.</translation>
  </message>
  <message>
   <source>The certificate of {host} was revoked.</source>
   <translation>Certifikatet för {host} har återkallats.</translation>
  </message>
  <message>
   <source>The check of the {0} could not be made, by an error of ours: {1}.</source>
   <translation>Kontrollen av {0} kunde inte göras, genom ett fel hos oss: {1}.</translation>
  </message>
  <message>
   <source>The check of the {0} did not end in {1} seconds.</source>
   <translation>Kontrollen av {0} blev inte klar på {1} sekunder.</translation>
  </message>
  <message>
   <source>The client certificate can be read, and does not end soon.</source>
   <translation>Klientcertifikatet går att läsa och går inte ut snart.</translation>
  </message>
  <message>
   <source>The clock agrees with the service's.</source>
   <translation>Klockan stämmer med tjänstens.</translation>
  </message>
  <message>
   <source>The clock was not compared, for the service told no time.</source>
   <translation>Klockan jämfördes inte, för tjänsten sade ingen tid.</translation>
  </message>
  <message>
   <source>The computer {host} proves who it is.</source>
   <translation>Datorn {host} bevisar vem den är.</translation>
  </message>
  <message>
   <source>The computer {host} takes connections.</source>
   <translation>Datorn {host} tar emot förbindelser.</translation>
  </message>
  <message>
   <source>The connection broke before the service's answer was here.</source>
   <translation>Förbindelsen bröts innan tjänstens svar var framme.</translation>
  </message>
  <message>
   <source>The connection to {0} broke off. Check the cable; it will be tried again.</source>
   <translation>Förbindelsen med {0} bröts. Kontrollera kabeln, så görs ett nytt försök.</translation>
  </message>
  <message>
   <source>The desk can listen to {0}.</source>
   <translation>Arbetsplatsen kan lyssna på {0}.</translation>
  </message>
  <message>
   <source>The desk has another service from now on, and the one at {place} is asked no more.</source>
   <translation>Arbetsplatsen har en annan tjänst från och med nu, och den på {place} tillfrågas inte mer.</translation>
  </message>
  <message>
   <source>The desk's time zone is UTC, so that a key's last day ends at midnight in UTC.</source>
   <translation>Arbetsplatsens tidszon är UTC, så en nyckels sista dag slutar vid midnatt UTC.</translation>
  </message>
  <message>
   <source>The desk's time zone is {0}.</source>
   <translation>Arbetsplatsens tidszon är {0}.</translation>
  </message>
  <message>
   <source>The device at {0} takes no bytes. Check the cable and the reader's protocol.</source>
   <translation>Enheten vid {0} tar inte emot några byte. Kontrollera kabeln och läsarens protokoll.</translation>
  </message>
  <message>
   <source>The digits of the {what} are missing, so nothing was sent.</source>
   <translation>Siffrorna för {what} saknas, så ingenting skickades.</translation>
  </message>
  <message>
   <source>The digits of the {what} are missing: they are not kept where this computer has no vault.</source>
   <translation>Siffrorna för {what} saknas: de sparas inte där datorn saknar nyckelvalv.</translation>
  </message>
  <message>
   <source>The digits of the {what} cannot be had: {why}</source>
   <translation>Siffrorna för {what} går inte att få: {why}</translation>
  </message>
  <message>
   <source>The door asks for a PIN, and the key has none.</source>
   <translation>Dörren kräver en PIN-kod, och nyckeln har ingen.</translation>
  </message>
  <message>
   <source>The door does not know this card.</source>
   <translation>Dörren känner inte till kortet.</translation>
  </message>
  <message>
   <source>The door stayed shut (event type {kind}).</source>
   <translation>Dörren förblev stängd (händelsetyp {kind}).</translation>
  </message>
  <message>
   <source>The door system would not take the key, and did not say why.</source>
   <translation>Dörrsystemet ville inte ta emot nyckeln och sade inte varför.</translation>
  </message>
  <message>
   <source>The doors' events are too many, or came too slowly, to be looked through, so that the card may be somebody's already.</source>
   <translation>Dörrarnas händelser är för många, eller kom för långsamt, för att gås igenom, så kortet kan redan tillhöra någon.</translation>
  </message>
  <message>
   <source>The doors' events could not be asked whether the card is somebody's already: {why}</source>
   <translation>Dörrarnas händelser kunde inte tillfrågas om kortet redan tillhör någon: {why}</translation>
  </message>
  <message>
   <source>The end of the validity lies in the past: this key opens nothing.</source>
   <translation>Giltighetens slut ligger i det förflutna: den här nyckeln öppnar ingenting.</translation>
  </message>
  <message>
   <source>The end of the validity went by while this waited to be sent: the key would open nothing. Nothing was sent.</source>
   <translation>Giltighetens slut passerade medan detta väntade på att skickas: nyckeln skulle inte öppna något. Ingenting skickades.</translation>
  </message>
  <message>
   <source>The enrollment that was begun could not be kept in {path} ({reason}).</source>
   <translation>Registreringen som påbörjades kunde inte sparas i {path} ({reason}).</translation>
  </message>
  <message>
   <source>The enrollment that was begun is not kept: {path} is another program's.</source>
   <translation>Den påbörjade registreringen sparas inte: {path} tillhör ett annat program.</translation>
  </message>
  <message>
   <source>The environment variable ENROLL_APP_HOME names a home that is not there: {given}.</source>
   <translation>Miljövariabeln ENROLL_APP_HOME anger en hemmapp som inte finns: {given}.</translation>
  </message>
  <message>
   <source>The export cannot be written to {path}: {reason}.</source>
   <translation>Exporten kan inte skrivas till {path}: {reason}.</translation>
  </message>
  <message>
   <source>The file of secrets {path} cannot be read: {reason}.</source>
   <translation>Filen med hemligheter {path} kan inte läsas: {reason}.</translation>
  </message>
  <message>
   <source>The file of secrets {path} is not this account's alone, so it is not used.</source>
   <translation>Filen med hemligheter {path} är inte bara det här kontots, så den används inte.</translation>
  </message>
  <message>
   <source>The file {0}, which is not encrypted, still holds secrets, though this desk keeps them elsewhere.</source>
   <translation>Filen {0}, som inte är krypterad, innehåller fortfarande hemligheter, fast arbetsplatsen har dem på annat håll.</translation>
  </message>
  <message>
   <source>The file {path} cannot be used: {reason}.</source>
   <translation>Filen {path} kan inte användas: {reason}.</translation>
  </message>
  <message>
   <source>The file {path} cannot be used: {what}.</source>
   <translation>Filen {path} kan inte användas: {what}.</translation>
  </message>
  <message>
   <source>The file {path} holds no certificate that can be read.</source>
   <translation>Filen {path} innehåller inget certifikat som går att läsa.</translation>
  </message>
  <message>
   <source>The file {path} holds no private key that can be read.</source>
   <translation>Filen {path} innehåller ingen privat nyckel som går att läsa.</translation>
  </message>
  <message>
   <source>The file {path} with {what} cannot be read: {reason}.</source>
   <translation>Filen {path} med {what} kan inte läsas: {reason}.</translation>
  </message>
  <message>
   <source>The format {name} is not one for card numbers of {bytes} bytes.</source>
   <translation>Formatet {name} är inget för kortnummer på {bytes} byte.</translation>
  </message>
  <message>
   <source>The gateway asks to wait: this site sent too many requests.</source>
   <translation>Gatewayen ber om väntan: platsen har skickat för många begäranden.</translation>
  </message>
  <message>
   <source>The gateway does not accept this computer's certificate (HTTP {status}).</source>
   <translation>Gatewayen godtar inte den här datorns certifikat (HTTP {status}).</translation>
  </message>
  <message>
   <source>The gateway does not let this computer through (HTTP {status}).</source>
   <translation>Gatewayen släpper inte igenom den här datorn (HTTP {status}).</translation>
  </message>
  <message>
   <source>The gateway does not let this question through to the service ({path}, HTTP {status}).</source>
   <translation>Gatewayen släpper inte igenom den här frågan till tjänsten ({path}, HTTP {status}).</translation>
  </message>
  <message>
   <source>The gateway got no usable answer from the service (HTTP {status}).</source>
   <translation>Gatewayen fick inget användbart svar från tjänsten (HTTP {status}).</translation>
  </message>
  <message>
   <source>The gateway wants a certificate of this computer, and was shown none (HTTP {status}).</source>
   <translation>Gatewayen kräver ett certifikat för den här datorn och fick inget (HTTP {status}).</translation>
  </message>
  <message>
   <source>The history is exported as CSV or as XLSX.</source>
   <translation>Historiken exporteras som CSV eller XLSX.</translation>
  </message>
  <message>
   <source>The key ends now: no door opens for it from the moment that its door system has heard of it.</source>
   <translation>Nyckeln upphör nu: ingen dörr öppnar för den från det att dess dörrsystem har fått veta det.</translation>
  </message>
  <message>
   <source>The key gets {levels}.</source>
   <translation>Nyckeln får {levels}.</translation>
  </message>
  <message>
   <source>The key had not reached this door yet, or the door reads another number than the service was told; look whether its door system has applied the key.</source>
   <translation>Nyckeln hade inte nått den här dörren än, eller så läser dörren ett annat nummer än tjänsten fick; se efter om dess dörrsystem har tagit emot nyckeln.</translation>
  </message>
  <message>
   <source>The key has ended ({before}); it opens its doors again until {end}.</source>
   <translation>Nyckeln har upphört ({before}); den öppnar sina dörrar igen till och med {end}.</translation>
  </message>
  <message>
   <source>The key has expired.</source>
   <translation>Nyckeln har gått ut.</translation>
  </message>
  <message>
   <source>The key has these access levels alone: {levels}.</source>
   <translation>Nyckeln har bara de här behörigheterna: {levels}.</translation>
  </message>
  <message>
   <source>The key in {path} can be read or changed by others on this computer.</source>
   <translation>Nyckeln i {path} kan läsas eller ändras av andra på den här datorn.</translation>
  </message>
  <message>
   <source>The key in {path} does not belong to this computer's certificate.</source>
   <translation>Nyckeln i {path} hör inte till den här datorns certifikat.</translation>
  </message>
  <message>
   <source>The key in {path} is protected by a passphrase, and none is set.</source>
   <translation>Nyckeln i {path} skyddas av en lösenfras, och ingen är angiven.</translation>
  </message>
  <message>
   <source>The key is disabled.</source>
   <translation>Nyckeln är avstängd.</translation>
  </message>
  <message>
   <source>The key is made. Try the card at a door before you hand it out.</source>
   <translation>Nyckeln är gjord. Prova kortet vid en dörr innan du lämnar ut det.</translation>
  </message>
  <message>
   <source>The key is not allowed at this door at this time.</source>
   <translation>Nyckeln får inte öppna den här dörren vid den här tiden.</translation>
  </message>
  <message>
   <source>The key is not allowed at this door.</source>
   <translation>Nyckeln får inte öppna den här dörren.</translation>
  </message>
  <message>
   <source>The key is valid from {start} on.</source>
   <translation>Nyckeln är giltig från och med {start}.</translation>
  </message>
  <message>
   <source>The key is valid until {end}; before, it was until {before}.</source>
   <translation>Nyckeln är giltig till och med {end}; tidigare var det till och med {before}.</translation>
  </message>
  <message>
   <source>The key is valid until {end}; so far no end is known here.</source>
   <translation>Nyckeln är giltig till och med {end}; hittills är inget slut känt här.</translation>
  </message>
  <message>
   <source>The key keeps what is not offered any more: {levels}.</source>
   <translation>Nyckeln behåller det som inte erbjuds längre: {levels}.</translation>
  </message>
  <message>
   <source>The key loses every access level: {levels}. It opens no door any more.</source>
   <translation>Nyckeln förlorar alla behörigheter: {levels}. Den öppnar ingen dörr längre.</translation>
  </message>
  <message>
   <source>The key loses {levels}.</source>
   <translation>Nyckeln förlorar {levels}.</translation>
  </message>
  <message>
   <source>The key may or may not have been changed: send the same again, and hand out no card before.</source>
   <translation>Nyckeln kan ha ändrats eller inte: skicka samma sak igen, och lämna inte ut något kort före dess.</translation>
  </message>
  <message>
   <source>The key may or may not have been changed: send the same again.</source>
   <translation>Nyckeln kan ha ändrats eller inte: skicka samma sak igen.</translation>
  </message>
  <message>
   <source>The key may or may not have been removed: send the same again, and count on it still opening doors.</source>
   <translation>Nyckeln kan ha tagits bort eller inte: skicka samma sak igen, och räkna med att den fortfarande öppnar dörrar.</translation>
  </message>
  <message>
   <source>The key of this card has ended on {end}, and an end that is left out stays: the card would open nothing.</source>
   <translation>Kortets nyckel slutade gälla {end}, och ett slut som utelämnas står kvar: kortet skulle inte öppna något.</translation>
  </message>
  <message>
   <source>The key of {giver} is removed already, and {receiver} got none: the card opens nothing now.</source>
   <translation>Nyckeln för {giver} är redan borttagen, och {receiver} fick ingen: kortet öppnar inget nu.</translation>
  </message>
  <message>
   <source>The key of {owner} has its PIN and what else could be given back; the service has no way to give back {lacking}.</source>
   <translation>Nyckeln för {owner} har fått sin PIN-kod och annat som kunde ges tillbaka; tjänsten har inget sätt att ge tillbaka {lacking}.</translation>
  </message>
  <message>
   <source>The key of {owner} is removed, at the service and in every door system.</source>
   <translation>Nyckeln för {owner} tas bort, hos tjänsten och i varje dörrsystem.</translation>
  </message>
  <message>
   <source>The key that the card had is removed already, and {receiver} got none: the card opens nothing now.</source>
   <translation>Nyckeln som kortet hade är redan borttagen, och {receiver} fick ingen: kortet öppnar inget nu.</translation>
  </message>
  <message>
   <source>The key that this station knew of this card is gone, and the service made a new one for {meant}.</source>
   <translation>Nyckeln som stationen kände till för kortet är borta, och tjänsten gjorde en ny åt {meant}.</translation>
  </message>
  <message>
   <source>The key that was to be changed is {owner}'s, not {meant}'s, and an earlier try may have changed it.</source>
   <translation>Nyckeln som skulle ändras tillhör {owner}, inte {meant}, och ett tidigare försök kan ha ändrat den.</translation>
  </message>
  <message>
   <source>The key that was to be changed is {owner}'s, not {meant}'s; nothing was sent.</source>
   <translation>Nyckeln som skulle ändras tillhör {owner}, inte {meant}; ingenting skickades.</translation>
  </message>
  <message>
   <source>The key that was to give way is not there any more, so that the card may have another one by now; nothing was changed.</source>
   <translation>Nyckeln som skulle ge plats finns inte längre, så kortet kan ha en annan vid det här laget; inget ändrades.</translation>
  </message>
  <message>
   <source>The key would expire before it becomes valid.</source>
   <translation>Nyckeln skulle upphöra innan den börjar gälla.</translation>
  </message>
  <message>
   <source>The known numbers are not of one kind of card.</source>
   <translation>De kända numren är inte av ett och samma slags kort.</translation>
  </message>
  <message>
   <source>The line to the training server is cut.</source>
   <translation>Linjen till övningsservern är bruten.</translation>
  </message>
  <message>
   <source>The name {host} is known.</source>
   <translation>Namnet {host} är känt.</translation>
  </message>
  <message>
   <source>The new PIN goes with the card from the moment that a door system has it; the old one ends.</source>
   <translation>Den nya PIN-koden hör till kortet från det att ett dörrsystem har den; den gamla upphör.</translation>
  </message>
  <message>
   <source>The new card has a key already, which ends on {end}; the service has no way to take an end away.</source>
   <translation>Det nya kortet har redan en nyckel som slutar {end}; tjänsten har inget sätt att ta bort ett slut.</translation>
  </message>
  <message>
   <source>The new card has a key already, whose access levels would stay; the old key has none.</source>
   <translation>Det nya kortet har redan en nyckel vars behörigheter skulle finnas kvar; den gamla nyckeln har inga.</translation>
  </message>
  <message>
   <source>The new card is not {meant}'s, so that the old key of {meant} was not removed.</source>
   <translation>Det nya kortet tillhör inte {meant}, så den gamla nyckeln för {meant} togs inte bort.</translation>
  </message>
  <message>
   <source>The number 01020304 is what many older Android phones all answer with.</source>
   <translation>Numret 01020304 är vad många äldre Android-telefoner svarar med.</translation>
  </message>
  <message>
   <source>The number begins with F8, which the standard keeps in reserve.</source>
   <translation>Numret börjar med F8, som standarden håller i reserv.</translation>
  </message>
  <message>
   <source>The number “{text}” joins two card numbers of the same kind.</source>
   <translation>Numret ”{text}” fogar ihop två kortnummer av samma slag.</translation>
  </message>
  <message>
   <source>The old key has ended on {end}, as a blocked one does; with the same end the new card would open nothing.</source>
   <translation>Den gamla nyckeln upphörde {end}, som en spärrad gör; med samma slut skulle det nya kortet inte öppna något.</translation>
  </message>
  <message>
   <source>The outbox has no number {number}.</source>
   <translation>Utkorgen har inget nummer {number}.</translation>
  </message>
  <message>
   <source>The outbox: {0} + {1} that need somebody.</source>
   <translation>Utkorgen: {0} + {1} som behöver någon.</translation>
  </message>
  <message>
   <source>The parity of the Wiegand message “{text}” is wrong, so that a bit of it is.</source>
   <translation>Pariteten i Wiegand-meddelandet ”{text}” är fel, alltså är en bit i det fel.</translation>
  </message>
  <message>
   <source>The passphrase that is kept is for {before}.</source>
   <translation>Den sparade lösenfrasen är till {before}.</translation>
  </message>
  <message>
   <source>The passphrase that is set does not open the key in {path}.</source>
   <translation>Lösenfrasen som är angiven öppnar inte nyckeln i {path}.</translation>
  </message>
  <message>
   <source>The person has no name yet.</source>
   <translation>Personen har inget namn än.</translation>
  </message>
  <message>
   <source>The policy of this computer in {path} cannot be read: {reason}.</source>
   <translation>Den här datorns policy i {path} kan inte läsas: {reason}.</translation>
  </message>
  <message>
   <source>The port {0} cannot be used with these settings ({1}).</source>
   <translation>Porten {0} kan inte användas med de här inställningarna ({1}).</translation>
  </message>
  <message>
   <source>The printer did not take the slip.</source>
   <translation>Skrivaren tog inte emot lappen.</translation>
  </message>
  <message>
   <source>The profile {name} is about a reader that writes its numbers as text, and the protocol {protocol} gives the bytes themselves.</source>
   <translation>Profilen {name} gäller en läsare som skriver sina nummer som text, och protokollet {protocol} ger själva bytena.</translation>
  </message>
  <message>
   <source>The profile {name} is about a reader that writes its numbers as text; this reader gives the bytes themselves.</source>
   <translation>Profilen {name} gäller en läsare som skriver sina nummer som text; den här läsaren ger själva bytena.</translation>
  </message>
  <message>
   <source>The program ended before the service's answer was here.</source>
   <translation>Programmet avslutades innan tjänstens svar var framme.</translation>
  </message>
  <message>
   <source>The program for braille displays, brltty, has taken {0}, so that it has no serial port. Remove it (sudo apt remove brltty) or update it to 6.5 or newer, and attach the reader again.</source>
   <translation>Programmet för punktskriftsskärmar, brltty, har tagit {0}, så den har ingen serieport. Ta bort det (sudo apt remove brltty) eller uppdatera det till 6.5 eller nyare, och anslut läsaren igen.</translation>
  </message>
  <message>
   <source>The program was interrupted before anything was sent.</source>
   <translation>Programmet avbröts innan något skickades.</translation>
  </message>
  <message>
   <source>The program was interrupted before the service's answer was written down; whether it was done is not known.</source>
   <translation>Programmet avbröts innan tjänstens svar skrevs ner; om det utfördes är inte känt.</translation>
  </message>
  <message>
   <source>The protocol {0} always sends whole serial numbers.</source>
   <translation>Protokollet {0} skickar alltid hela serienummer.</translation>
  </message>
  <message>
   <source>The protocol {0} has no checksum to be chosen.</source>
   <translation>Protokollet {0} har ingen kontrollsumma att välja.</translation>
  </message>
  <message>
   <source>The reader answers with status {0} in place of a card.</source>
   <translation>Läsaren svarar med status {0} i stället för ett kort.</translation>
  </message>
  <message>
   <source>The reader at this port does not answer as {0} would.</source>
   <translation>Läsaren vid den här porten svarar inte som {0} skulle.</translation>
  </message>
  <message>
   <source>The reader cannot talk to this card.</source>
   <translation>Läsaren kan inte tala med det här kortet.</translation>
  </message>
  <message>
   <source>The reader found a card of kind {0} whose number has {1} bits, which are no whole bytes.</source>
   <translation>Läsaren hittade ett kort av slaget {0} vars nummer har {1} bitar, vilket inte är hela byte.</translation>
  </message>
  <message>
   <source>The reader gave a number of {digit} only, which no card has.</source>
   <translation>Läsaren gav ett nummer av enbart {digit}, vilket inget kort har.</translation>
  </message>
  <message>
   <source>The reader gave only the first half of a seven-byte number (it begins with 88).</source>
   <translation>Läsaren gav bara den första halvan av ett sjubytenummer (det börjar med 88).</translation>
  </message>
  <message>
   <source>The reader gave {bytes} bytes for this 125 kHz card, where an EM card's number has five: a part of it, or the number printed on the card, not its serial number.</source>
   <translation>Läsaren gav {bytes} byte för det här 125 kHz-kortet, där ett EM-korts nummer har fem: en del av det, eller numret som är tryckt på kortet, inte dess serienummer.</translation>
  </message>
  <message>
   <source>The reader gave {bytes} of the five bytes of an EM card's number.</source>
   <translation>Läsaren gav {bytes} av de fem byten i ett EM-korts nummer.</translation>
  </message>
  <message>
   <source>The reader leaves out the {lost}, and that it is {bytes} on every card of this site is an assumption.</source>
   <translation>Läsaren utelämnar {lost}, och att det är {bytes} på varje kort på platsen är ett antagande.</translation>
  </message>
  <message>
   <source>The reader names a kind of card that does not go with the length of its number.</source>
   <translation>Läsaren anger ett slags kort som inte går ihop med numrets längd.</translation>
  </message>
  <message>
   <source>The reader profile “{name}” cannot be used: {what}.</source>
   <translation>Läsarprofilen ”{name}” kan inte användas: {what}.</translation>
  </message>
  <message>
   <source>The reader sent a card of type {0} with {1} bytes, which is not known here.</source>
   <translation>Läsaren skickade ett kort av typ {0} med {1} byte, vilket inte är känt här.</translation>
  </message>
  <message>
   <source>The reader sent a damaged frame, so the card's number is not certain.</source>
   <translation>Läsaren skickade en skadad ram, så kortets nummer är inte säkert.</translation>
  </message>
  <message>
   <source>The reader sent digits without an end, which may be only a piece of a number.</source>
   <translation>Läsaren skickade siffror utan slut, vilket kan vara bara en bit av ett nummer.</translation>
  </message>
  <message>
   <source>The reader sent more than {0} characters without an end.</source>
   <translation>Läsaren skickade mer än {0} tecken utan slut.</translation>
  </message>
  <message>
   <source>The reader sent {0}, which has {1} characters; a whole number has {2}.</source>
   <translation>Läsaren skickade {0}, som har {1} tecken; ett helt nummer har {2}.</translation>
  </message>
  <message>
   <source>The reader sent {0}, which is no text.</source>
   <translation>Läsaren skickade {0}, vilket inte är text.</translation>
  </message>
  <message>
   <source>The reader wrote “{text}” and leaves leading zeros out: a number as short as this may be that of a card that begins with 00, as EM cards often do, or a part of a number, or that of another kind of card.</source>
   <translation>Läsaren skrev ”{text}” och utelämnar inledande nollor: ett så kort nummer kan vara ett korts som börjar med 00, som EM-kort ofta gör, eller en del av ett nummer, eller ett annat slags korts.</translation>
  </message>
  <message>
   <source>The reader wrote “{text}”, a number of {count} characters; by its profile a whole one has {expected}.</source>
   <translation>Läsaren skrev ”{text}”, ett nummer på {count} tecken; enligt dess profil har ett helt {expected}.</translation>
  </message>
  <message>
   <source>The reader wrote “{text}”; by its profile a number would {around}.</source>
   <translation>Läsaren skrev ”{text}”; enligt dess profil skulle ett nummer {around}.</translation>
  </message>
  <message>
   <source>The reader wrote “{text}”; by its profile it writes bytes with “{separator}” between them.</source>
   <translation>Läsaren skrev ”{text}”; enligt dess profil skriver den byte med ”{separator}” emellan.</translation>
  </message>
  <message>
   <source>The reader's name has characters that this program's PC/SC module cannot pass on.</source>
   <translation>Läsarens namn har tecken som programmets PC/SC-modul inte kan föra vidare.</translation>
  </message>
  <message>
   <source>The reading “{reading}” has characters in it that cannot be seen, which no reader writes within a number.</source>
   <translation>Läsningen ”{reading}” innehåller tecken som inte syns, vilket ingen läsare skriver inuti ett nummer.</translation>
  </message>
  <message>
   <source>The records can be written.</source>
   <translation>Registret går att skriva i.</translation>
  </message>
  <message>
   <source>The removal of this key is in the outbox, as number {number}, and not done yet.</source>
   <translation>Borttagningen av den här nyckeln ligger i utkorgen som nummer {number} och är inte utförd ännu.</translation>
  </message>
  <message>
   <source>The request is larger than the gateway or the service takes (HTTP {status}).</source>
   <translation>Begäran är större än gatewayen eller tjänsten tar emot (HTTP {status}).</translation>
  </message>
  <message>
   <source>The same card was enrolled again since, so that nothing was sent for this decision.</source>
   <translation>Samma kort har registrerats igen sedan dess, så ingenting skickades för det här beslutet.</translation>
  </message>
  <message>
   <source>The same card was enrolled again since, so this was not sent any more.</source>
   <translation>Samma kort har registrerats igen sedan dess, så detta skickades inte längre.</translation>
  </message>
  <message>
   <source>The same is asked again by itself; do not hand out the card yet.</source>
   <translation>Samma fråga ställs igen av sig själv; lämna inte ut kortet än.</translation>
  </message>
  <message>
   <source>The same is in the outbox already, as number {number}, and not done yet.</source>
   <translation>Samma sak finns redan i utkorgen, som nummer {number}, och är inte utförd än.</translation>
  </message>
  <message>
   <source>The same is sent again, which does no harm; hand out no card before it is answered.</source>
   <translation>Samma sak skickas igen, vilket inte gör någon skada; lämna inte ut något kort innan svaret har kommit.</translation>
  </message>
  <message>
   <source>The secret could not be written into {path}: {reason}.</source>
   <translation>Hemligheten kunde inte skrivas till {path}: {reason}.</translation>
  </message>
  <message>
   <source>The secrets are to come from systemd, and it has handed none over (CREDENTIALS_DIRECTORY is not set).</source>
   <translation>Hemligheterna ska komma från systemd, och det har inte lämnat några (CREDENTIALS_DIRECTORY är inte satt).</translation>
  </message>
  <message>
   <source>The secrets of this station come from systemd, and cannot be changed from here.</source>
   <translation>Stationens hemligheter kommer från systemd och kan inte ändras härifrån.</translation>
  </message>
  <message>
   <source>The serial port is missing.</source>
   <translation>Serieporten saknas.</translation>
  </message>
  <message>
   <source>The service accepted the key {minutes} minutes ago and has not passed it on to any door system.</source>
   <translation>Tjänsten godtog nyckeln för {minutes} minuter sedan och har inte skickat den vidare till något dörrsystem.</translation>
  </message>
  <message>
   <source>The service accepts the API key.</source>
   <translation>Tjänsten godtar API-nyckeln.</translation>
  </message>
  <message>
   <source>The service answered about another card ({answered}).</source>
   <translation>Tjänsten svarade om ett annat kort ({answered}).</translation>
  </message>
  <message>
   <source>The service answered about another card (“{answered}”) than the one that was sent.</source>
   <translation>Tjänsten svarade om ett annat kort (”{answered}”) än det som skickades.</translation>
  </message>
  <message>
   <source>The service answered about another card, or about a code.</source>
   <translation>Tjänsten svarade om ett annat kort, eller om en kod.</translation>
  </message>
  <message>
   <source>The service answered about another key ({answered}) than the one that was to be changed.</source>
   <translation>Tjänsten svarade om en annan nyckel ({answered}) än den som skulle ändras.</translation>
  </message>
  <message>
   <source>The service answered about another key.</source>
   <translation>Tjänsten svarade om en annan nyckel.</translation>
  </message>
  <message>
   <source>The service answered without naming a key.</source>
   <translation>Tjänsten svarade utan att ange någon nyckel.</translation>
  </message>
  <message>
   <source>The service answered without naming the card in a way that can be understood (“{answered}”).</source>
   <translation>Tjänsten svarade utan att ange kortet så att det går att förstå (”{answered}”).</translation>
  </message>
  <message>
   <source>The service answered without naming the card.</source>
   <translation>Tjänsten svarade utan att ange kortet.</translation>
  </message>
  <message>
   <source>The service answers.</source>
   <translation>Tjänsten svarar.</translation>
  </message>
  <message>
   <source>The service asks to wait: it got too many requests.</source>
   <translation>Tjänsten ber om väntan: den fick för många begäranden.</translation>
  </message>
  <message>
   <source>The service cannot be reached: no name server says where {host} is.</source>
   <translation>Tjänsten kan inte nås: ingen namnserver säger var {host} är.</translation>
  </message>
  <message>
   <source>The service cannot be reached: the connection with {host} broke before anything was sent.</source>
   <translation>Tjänsten kan inte nås: förbindelsen med {host} bröts innan något hade skickats.</translation>
  </message>
  <message>
   <source>The service cannot be reached: the name {host} was not found.</source>
   <translation>Tjänsten kan inte nås: namnet {host} hittades inte.</translation>
  </message>
  <message>
   <source>The service cannot be reached: the network has no way to {host}.</source>
   <translation>Tjänsten kan inte nås: nätverket har ingen väg till {host}.</translation>
  </message>
  <message>
   <source>The service cannot be reached: {host} did not answer in time.</source>
   <translation>Tjänsten kan inte nås: {host} svarade inte i tid.</translation>
  </message>
  <message>
   <source>The service cannot be reached: {host} refuses the connection.</source>
   <translation>Tjänsten kan inte nås: {host} tar inte emot förbindelsen.</translation>
  </message>
  <message>
   <source>The service changed the key, but what it answered is not what was meant: {what}.</source>
   <translation>Tjänsten ändrade nyckeln, men det den svarade är inte det som var tänkt: {what}.</translation>
  </message>
  <message>
   <source>The service could not be asked for the access levels.</source>
   <translation>Tjänsten kunde inte tillfrågas om behörigheterna.</translation>
  </message>
  <message>
   <source>The service created the key, but its answer does not say whose it is.</source>
   <translation>Tjänsten skapade nyckeln, men dess svar säger inte vems den är.</translation>
  </message>
  <message>
   <source>The service created the key, but what it answered is not what was meant: {what}.</source>
   <translation>Tjänsten skapade nyckeln, men det den svarade är inte det som var tänkt: {what}.</translation>
  </message>
  <message>
   <source>The service did it, but its answer could not be written down at this station: {reason}.</source>
   <translation>Tjänsten gjorde det, men dess svar kunde inte skrivas ner på stationen: {reason}.</translation>
  </message>
  <message>
   <source>The service documents no keys with eight-byte numbers.</source>
   <translation>Tjänsten beskriver inga nycklar med nummer på åtta byte.</translation>
  </message>
  <message>
   <source>The service does not accept the API key (HTTP {status}).</source>
   <translation>Tjänsten godtar inte API-nyckeln (HTTP {status}).</translation>
  </message>
  <message>
   <source>The service does not allow this with the API key in use (HTTP {status}).</source>
   <translation>Tjänsten tillåter inte detta med den API-nyckel som används (HTTP {status}).</translation>
  </message>
  <message>
   <source>The service does not have this key any more: it was removed elsewhere.</source>
   <translation>Tjänsten har inte längre den här nyckeln: den har tagits bort någon annanstans.</translation>
  </message>
  <message>
   <source>The service does not know the old key any more, so that it was removed elsewhere; nothing was sent.</source>
   <translation>Tjänsten känner inte längre till den gamla nyckeln, så den har tagits bort någon annanstans; inget skickades.</translation>
  </message>
  <message>
   <source>The service does not know this key.</source>
   <translation>Tjänsten känner inte till nyckeln.</translation>
  </message>
  <message>
   <source>The service failed {times} times at this, so that it is not sent again by itself; whether it was done is not known. It last said: {why}</source>
   <translation>Tjänsten misslyckades {times} gånger med detta, så det skickas inte igen av sig självt; om det utfördes är inte känt. Senast sade den: {why}</translation>
  </message>
  <message>
   <source>The service gave no whole answer in time.</source>
   <translation>Tjänsten gav inget helt svar i tid.</translation>
  </message>
  <message>
   <source>The service had a failure of its own (HTTP {status}).</source>
   <translation>Tjänsten hade ett eget fel (HTTP {status}).</translation>
  </message>
  <message>
   <source>The service has listed no access levels yet: what was chosen cannot be checked.</source>
   <translation>Tjänsten har inte angett några behörigheter än: det som valdes kan inte kontrolleras.</translation>
  </message>
  <message>
   <source>The service has no access level “{name}”.</source>
   <translation>Tjänsten har ingen behörighet ”{name}”.</translation>
  </message>
  <message>
   <source>The service has not told its access levels yet, so that nothing can be changed.</source>
   <translation>Tjänsten har inte angett sina behörigheter än, så ingenting kan ändras.</translation>
  </message>
  <message>
   <source>The service has the key of this card no more: {person} gets a new one.</source>
   <translation>Tjänsten har inte kvar kortets nyckel: {person} får en ny.</translation>
  </message>
  <message>
   <source>The service knows cards by their serial number: give this person another kind of card.</source>
   <translation>Tjänsten känner kort på deras serienummer: ge personen ett annat slags kort.</translation>
  </message>
  <message>
   <source>The service lists this reader, and it does not answer.</source>
   <translation>Tjänsten visar den här läsaren, och den svarar inte.</translation>
  </message>
  <message>
   <source>The service refused the request (HTTP {status}).</source>
   <translation>Tjänsten avvisade begäran (HTTP {status}).</translation>
  </message>
  <message>
   <source>The service refused this, but an earlier try of the same had no answer and may have been done: {why}</source>
   <translation>Tjänsten avvisade detta, men ett tidigare försök med samma sak fick inget svar och kan ha utförts: {why}</translation>
  </message>
  <message>
   <source>The service refused: this does not go together with what it already has (HTTP {status}).</source>
   <translation>Tjänsten avvisade: detta går inte ihop med det som den redan har (HTTP {status}).</translation>
  </message>
  <message>
   <source>The service was not asked, for the settings that name its address cannot be read.</source>
   <translation>Tjänsten tillfrågades inte, för inställningarna som anger dess adress kan inte läsas.</translation>
  </message>
  <message>
   <source>The service was shown no API key by this computer, and accepts none from a gateway (HTTP {status}).</source>
   <translation>Tjänsten fick ingen API-nyckel från den här datorn, och godtar ingen från en gateway (HTTP {status}).</translation>
  </message>
  <message>
   <source>The service's API is not found at this address (HTTP {status}).</source>
   <translation>Tjänstens API finns inte på den här adressen (HTTP {status}).</translation>
  </message>
  <message>
   <source>The service's address begins with http, but answers to https alone.</source>
   <translation>Tjänstens adress börjar med http, men svarar bara på https.</translation>
  </message>
  <message>
   <source>The service's address can be used.</source>
   <translation>Tjänstens adress kan användas.</translation>
  </message>
  <message>
   <source>The service's address holds more than a host and a path.</source>
   <translation>Tjänstens adress innehåller mer än en dator och en sökväg.</translation>
  </message>
  <message>
   <source>The service's address is not a web address.</source>
   <translation>Tjänstens adress är ingen webbadress.</translation>
  </message>
  <message>
   <source>The service's address is not encrypted: it begins with http, not https.</source>
   <translation>Tjänstens adress är inte krypterad: den börjar med http, inte https.</translation>
  </message>
  <message>
   <source>The service's address leads on to another one (HTTP {status}), which is not followed.</source>
   <translation>Tjänstens adress leder vidare till en annan (HTTP {status}), som inte följs.</translation>
  </message>
  <message>
   <source>The service's answer could not be read.</source>
   <translation>Tjänstens svar kunde inte läsas.</translation>
  </message>
  <message>
   <source>The service's answer does not name the key that it is about.</source>
   <translation>Tjänstens svar anger inte vilken nyckel det gäller.</translation>
  </message>
  <message>
   <source>The service's answer is far larger than it can rightly be; it was not read.</source>
   <translation>Tjänstens svar är mycket större än det rimligen kan vara; det lästes inte.</translation>
  </message>
  <message>
   <source>The service's answer is not what its API describes.</source>
   <translation>Tjänstens svar är inte som dess API beskriver.</translation>
  </message>
  <message>
   <source>The service's answer was empty.</source>
   <translation>Tjänstens svar var tomt.</translation>
  </message>
  <message>
   <source>The setting {name} in {path} cannot be used.</source>
   <translation>Inställningen {name} i {path} kan inte användas.</translation>
  </message>
  <message>
   <source>The setting {name} is fixed in {place}.</source>
   <translation>Inställningen {name} är låst i {place}.</translation>
  </message>
  <message>
   <source>The settings can be read.</source>
   <translation>Inställningarna går att läsa.</translation>
  </message>
  <message>
   <source>The settings in {path} cannot be read: {reason}.</source>
   <translation>Inställningarna i {path} kan inte läsas: {reason}.</translation>
  </message>
  <message>
   <source>The settings in {path} cannot be written: {reason}.</source>
   <translation>Inställningarna i {path} kan inte skrivas: {reason}.</translation>
  </message>
  <message>
   <source>The smart-card service answers.</source>
   <translation>Smartkortstjänsten svarar.</translation>
  </message>
  <message>
   <source>The smart-card service does not answer. Attach the reader again, or restart the computer.</source>
   <translation>Smartkortstjänsten svarar inte. Anslut läsaren igen, eller starta om datorn.</translation>
  </message>
  <message>
   <source>The smart-card service has another version than this program's library. Update pcscd and libpcsclite1.</source>
   <translation>Smartkortstjänsten har en annan version än programmets bibliotek. Uppdatera pcscd och libpcsclite1.</translation>
  </message>
  <message>
   <source>The smart-card service is installed, but it is not running. Start it: sudo systemctl enable --now pcscd.socket.</source>
   <translation>Smartkortstjänsten är installerad men inte igång. Starta den: sudo systemctl enable --now pcscd.socket.</translation>
  </message>
  <message>
   <source>The smart-card service is not installed. Install it: sudo apt install pcscd.</source>
   <translation>Smartkortstjänsten är inte installerad. Installera den: sudo apt install pcscd.</translation>
  </message>
  <message>
   <source>The smart-card service is not running. Attach the reader, or start the service “Smart Card”.</source>
   <translation>Smartkortstjänsten är inte igång. Anslut läsaren, eller starta tjänsten ”Smartkort”.</translation>
  </message>
  <message>
   <source>The smart-card service is not running. Install pcscd, and start it: sudo systemctl start pcscd.socket.</source>
   <translation>Smartkortstjänsten är inte igång. Installera pcscd och starta den: sudo systemctl start pcscd.socket.</translation>
  </message>
  <message>
   <source>The smart-card service lists {0} where cards are put in or that are built in, and none where a card is tapped. If a card can be tapped there after all, use the address pcsc:?slots=all.</source>
   <translation>Smartkortstjänsten visar {0} där kort sticks in eller som är inbyggda, och ingen som ett kort hålls mot. Om ett kort ändå kan hållas mot den, använd adressen pcsc:?slots=all.</translation>
  </message>
  <message>
   <source>The span ends before it begins.</source>
   <translation>Tidsrymden slutar innan den börjar.</translation>
  </message>
  <message>
   <source>The station's records are not in {path} any more.</source>
   <translation>Stationens register finns inte längre i {path}.</translation>
  </message>
  <message>
   <source>The station's records in {path} cannot be used: {reason}.</source>
   <translation>Stationens register i {path} kan inte användas: {reason}.</translation>
  </message>
  <message>
   <source>The station's records in {path} were written by a newer version of Enroll (revision {revision}).</source>
   <translation>Stationens register i {path} skrevs av en nyare version av Enroll (revision {revision}).</translation>
  </message>
  <message>
   <source>The step before it has not been accepted yet.</source>
   <translation>Steget före det har inte godtagits än.</translation>
  </message>
  <message>
   <source>The step before it was not accepted.</source>
   <translation>Steget före det godtogs inte.</translation>
  </message>
  <message>
   <source>The system does not let this account use card readers.</source>
   <translation>Systemet låter inte det här kontot använda kortläsare.</translation>
  </message>
  <message>
   <source>The system's PC/SC library is missing, so that no smart-card reader can be used. Install it with its service: sudo apt install libpcsclite1 pcscd.</source>
   <translation>Systemets PC/SC-bibliotek saknas, så ingen smartkortläsare kan användas. Installera det med dess tjänst: sudo apt install libpcsclite1 pcscd.</translation>
  </message>
  <message>
   <source>The vault of this computer did not answer within {seconds} seconds.</source>
   <translation>Datorns nyckelvalv svarade inte inom {seconds} sekunder.</translation>
  </message>
  <message>
   <source>The vault of this computer failed ({reason}).</source>
   <translation>Datorns nyckelvalv fallerade ({reason}).</translation>
  </message>
  <message>
   <source>The vault of this computer is locked, and was not unlocked.</source>
   <translation>Datorns nyckelvalv är låst och låstes inte upp.</translation>
  </message>
  <message>
   <source>The {what} could not be kept, because this computer has no vault to keep secrets in.</source>
   <translation>Det gick inte att spara {what}, eftersom datorn saknar nyckelvalv.</translation>
  </message>
  <message>
   <source>The {which} contains a character that cannot be seen (U+{code}).</source>
   <translation>Det finns ett tecken i {which} som inte syns (U+{code}).</translation>
  </message>
  <message>
   <source>The {which} has {length} letters; the service takes {limit} at the most.</source>
   <translation>Det är {length} bokstäver i {which}; tjänsten tar högst {limit}.</translation>
  </message>
  <message>
   <source>Then the key of the old card is removed: whoever has found it opens nothing with it.</source>
   <translation>Sedan tas det gamla kortets nyckel bort: den som har hittat det öppnar ingenting med det.</translation>
  </message>
  <message>
   <source>There can be at most {most} roles.</source>
   <translation>Det kan finnas högst {most} roller.</translation>
  </message>
  <message>
   <source>There is a file {path} already, and no export replaces one.</source>
   <translation>Det finns redan en fil {path}, och ingen export ersätter en fil.</translation>
  </message>
  <message>
   <source>There is no number format “{name}”.</source>
   <translation>Det finns inget nummerformat ”{name}”.</translation>
  </message>
  <message>
   <source>There is no operation {number} in the outbox.</source>
   <translation>Det finns ingen åtgärd {number} i utkorgen.</translation>
  </message>
  <message>
   <source>There is no password yet.</source>
   <translation>Det finns inget lösenord än.</translation>
  </message>
  <message>
   <source>There is no port {0} now. Attach the reader, or name another port.</source>
   <translation>Det finns ingen port {0} nu. Anslut läsaren, eller ange en annan port.</translation>
  </message>
  <message>
   <source>There is no reader profile “{name}”.</source>
   <translation>Det finns ingen läsarprofil ”{name}”.</translation>
  </message>
  <message>
   <source>There is no setting {name}.</source>
   <translation>Det finns ingen inställning {name}.</translation>
  </message>
  <message>
   <source>There is no settings file; all is default.</source>
   <translation>Det finns ingen inställningsfil; allt är grundinställt.</translation>
  </message>
  <message>
   <source>There is no such role; there are {known}.</source>
   <translation>Det finns ingen sådan roll; det finns {known}.</translation>
  </message>
  <message>
   <source>There is no such section; there are {known}.</source>
   <translation>Det finns inget sådant avsnitt; det finns {known}.</translation>
  </message>
  <message>
   <source>There is no such setting; [{section}] has {known}.</source>
   <translation>Det finns ingen sådan inställning; [{section}] har {known}.</translation>
  </message>
  <message>
   <source>There is no such setting; a role has {known}.</source>
   <translation>Det finns ingen sådan inställning; en roll har {known}.</translation>
  </message>
  <message>
   <source>There is no {0} now. Attach the reader, or name another of those in {1}.</source>
   <translation>Det finns ingen {0} nu. Anslut läsaren, eller ange en annan av dem i {1}.</translation>
  </message>
  <message>
   <source>There is no {0}, or this account may not read it. Attach the reader, or name another one.</source>
   <translation>Det finns ingen {0}, eller så får kontot inte läsa den. Anslut läsaren, eller ange en annan.</translation>
  </message>
  <message>
   <source>There is none to look at: the service is on this very computer, and is asked without encryption.</source>
   <translation>Det finns inget att se på: tjänsten finns på den här datorn och tillfrågas okrypterat.</translation>
  </message>
  <message>
   <source>There was a PIN when this enrollment was begun; a PIN is never kept.</source>
   <translation>Det fanns en PIN-kod när registreringen påbörjades; en PIN-kod sparas aldrig.</translation>
  </message>
  <message>
   <source>These are no days of the year.</source>
   <translation>Detta är inga dagar på året.</translation>
  </message>
  <message>
   <source>These are not the same.</source>
   <translation>De här är inte lika.</translation>
  </message>
  <message>
   <source>These are the access levels that the key has.</source>
   <translation>Det är de behörigheter som nyckeln har.</translation>
  </message>
  <message>
   <source>This Mifare Classic card has a seven-byte number; the service knows Mifare Classic by four bytes only, and a number cut short would be another card's.</source>
   <translation>Det här Mifare Classic-kortet har ett nummer på sju byte; tjänsten känner bara Mifare Classic med fyra byte, och ett avkortat nummer skulle vara ett annat korts.</translation>
  </message>
  <message>
   <source>This PIN is among the first that anybody would try.</source>
   <translation>Den här PIN-koden är bland de första som vem som helst skulle prova.</translation>
  </message>
  <message>
   <source>This account may not read {0}. Put the line SUBSYSTEM=="input", ATTRS{{idVendor}}=="{1}", ATTRS{{idProduct}}=="{2}", TAG+="uaccess" into /etc/udev/rules.d/70-card-reader.rules, then attach the reader again.</source>
   <translation>Kontot får inte läsa {0}. Lägg raden SUBSYSTEM=="input", ATTRS{{idVendor}}=="{1}", ATTRS{{idProduct}}=="{2}", TAG+="uaccess" i /etc/udev/rules.d/70-card-reader.rules och anslut sedan läsaren igen.</translation>
  </message>
  <message>
   <source>This account may not use {0} yet. It is in the group {1} already: sign out and in again, or restart the computer.</source>
   <translation>Kontot får inte använda {0} än. Det är redan med i gruppen {1}: logga ut och in igen, eller starta om datorn.</translation>
  </message>
  <message>
   <source>This account may not use {0}. Add it to the group dialout (sudo usermod -a -G dialout NAME; on Arch the group is uucp), then sign out and in again.</source>
   <translation>Kontot får inte använda {0}. Lägg till det i gruppen dialout (sudo usermod -a -G dialout NAMN; på Arch heter gruppen uucp), och logga sedan ut och in igen.</translation>
  </message>
  <message>
   <source>This account may not use {0}. Add it to the group {1} (sudo usermod -a -G {2} NAME) and sign out and in again{3}.</source>
   <translation>Kontot får inte använda {0}. Lägg till det i gruppen {1} (sudo usermod -a -G {2} NAMN) och logga ut och in igen{3}.</translation>
  </message>
  <message>
   <source>This card already belongs to {owner}, and has another key than this station knew.</source>
   <translation>Kortet tillhör redan {owner}, och har en annan nyckel än den stationen kände till.</translation>
  </message>
  <message>
   <source>This card already belongs to {owner}, and it is not sure that this is {meant}; nothing of it was changed.</source>
   <translation>Kortet tillhör redan {owner}, och det är inte säkert att det är {meant}; ingenting av det ändrades.</translation>
  </message>
  <message>
   <source>This card already belongs to {owner}, and it is not sure that this is {meant}; nothing was sent.</source>
   <translation>Kortet tillhör redan {owner}, och det är inte säkert att det är {meant}; ingenting skickades.</translation>
  </message>
  <message>
   <source>This card already belongs to {owner}, not to {meant}.</source>
   <translation>Kortet tillhör redan {owner}, inte {meant}.</translation>
  </message>
  <message>
   <source>This card already belongs to {owner}, not to {meant}; nothing of it was changed.</source>
   <translation>Kortet tillhör redan {owner}, inte {meant}; ingenting av det ändrades.</translation>
  </message>
  <message>
   <source>This card already belongs to {owner}, not to {meant}; nothing was sent.</source>
   <translation>Kortet tillhör redan {owner}, inte {meant}; ingenting skickades.</translation>
  </message>
  <message>
   <source>This card already belongs to {owner}.</source>
   <translation>Kortet tillhör redan {owner}.</translation>
  </message>
  <message>
   <source>This card already has a key; whose it is, is not known here.</source>
   <translation>Kortet har redan en nyckel; vems den är, är inte känt här.</translation>
  </message>
  <message>
   <source>This card has a key already, and it is not known whether it is {meant}'s; nothing was sent.</source>
   <translation>Kortet har redan en nyckel, och det är inte känt om den tillhör {meant}; ingenting skickades.</translation>
  </message>
  <message>
   <source>This card is known with two technologies ({known}), and only one side of it was read.</source>
   <translation>Kortet är känt med två tekniker ({known}), och bara den ena sidan av det lästes.</translation>
  </message>
  <message>
   <source>This card or phone makes up a new number each time it is tapped; no door would know it again.</source>
   <translation>Kortet eller telefonen hittar på ett nytt nummer varje gång det läses; ingen dörr skulle känna igen det.</translation>
  </message>
  <message>
   <source>This card was enrolled already: number {number} in the outbox has no final answer.</source>
   <translation>Kortet är redan registrerat: nummer {number} i utkorgen har inget slutgiltigt svar.</translation>
  </message>
  <message>
   <source>This card was enrolled for {person} already: number {number} in the outbox has no final answer.</source>
   <translation>Kortet är redan registrerat för {person}: nummer {number} i utkorgen har inget slutgiltigt svar.</translation>
  </message>
  <message>
   <source>This card was sent for {{owner}} before, and no answer came, {0}; nothing was sent for {{meant}}.</source>
   <translation>Kortet har tidigare skickats för {{owner}}, och inget svar kom, {0}; ingenting skickades för {{meant}}.</translation>
  </message>
  <message>
   <source>This code already belongs to {owner}, and has another key than this station knew.</source>
   <translation>Koden tillhör redan {owner}, och har en annan nyckel än den stationen kände till.</translation>
  </message>
  <message>
   <source>This code already belongs to {owner}, and it is not sure that this is {meant}; nothing was sent.</source>
   <translation>Koden tillhör redan {owner}, och det är inte säkert att det är {meant}; ingenting skickades.</translation>
  </message>
  <message>
   <source>This code already belongs to {owner}, not to {meant}.</source>
   <translation>Koden tillhör redan {owner}, inte {meant}.</translation>
  </message>
  <message>
   <source>This code already belongs to {owner}, not to {meant}; nothing was sent.</source>
   <translation>Koden tillhör redan {owner}, inte {meant}; ingenting skickades.</translation>
  </message>
  <message>
   <source>This computer does not say which time zone it is in ({reason}).</source>
   <translation>Datorn säger inte vilken tidszon den är i ({reason}).</translation>
  </message>
  <message>
   <source>This computer has no printer.</source>
   <translation>Datorn har ingen skrivare.</translation>
  </message>
  <message>
   <source>This computer has no sound device at present.</source>
   <translation>Datorn har ingen ljudenhet just nu.</translation>
  </message>
  <message>
   <source>This computer has no vault for secrets that could be used here: {reason}.</source>
   <translation>Datorn har inget nyckelvalv för hemligheter som kan användas här: {reason}.</translation>
  </message>
  <message>
   <source>This computer says that it is {today}, and the history has no entries that bear that out; so nothing old was forgotten.</source>
   <translation>Datorn säger att det är {today}, och historiken har inga poster som bekräftar det; därför glömdes inget gammalt.</translation>
  </message>
  <message>
   <source>This computer's clock is {0} {1} the service's, so that keys would begin and end at the wrong time.</source>
   <translation>Datorns klocka går {0} {1} tjänstens, så nycklar skulle börja och sluta vid fel tid.</translation>
  </message>
  <message>
   <source>This computer's clock says {0}, which is before this program was made.</source>
   <translation>Datorns klocka säger {0}, vilket är innan det här programmet gjordes.</translation>
  </message>
  <message>
   <source>This desk keeps its secrets in {0}.</source>
   <translation>Arbetsplatsen har sina hemligheter i {0}.</translation>
  </message>
  <message>
   <source>This door system does not take codes.</source>
   <translation>Det här dörrsystemet tar inte koder.</translation>
  </message>
  <message>
   <source>This door system is set up otherwise than the service believes ({error}).</source>
   <translation>Det här dörrsystemet är inställt på annat sätt än tjänsten tror ({error}).</translation>
  </message>
  <message>
   <source>This door system's own word for it is “{error}”.</source>
   <translation>Dörrsystemets eget ord för det är ”{error}”.</translation>
  </message>
  <message>
   <source>This holds only if the {lost} of every card of this site {are} {bytes}, as of these cards.</source>
   <translation>Detta gäller bara om {lost} på varje kort på platsen {are} {bytes}, som på de här korten.</translation>
  </message>
  <message>
   <source>This is a 125 kHz card; for an HID card some readers give the number printed into it here, which is no serial number.</source>
   <translation>Det här är ett 125 kHz-kort; för ett HID-kort ger vissa läsare här numret som är inprogrammerat i det, vilket inte är något serienummer.</translation>
  </message>
  <message>
   <source>This is an HID Prox card; it has no serial number of its own, only what was printed into it.</source>
   <translation>Det här är ett HID Prox-kort; det har inget eget serienummer, bara det som programmerats in.</translation>
  </message>
  <message>
   <source>This is no day.</source>
   <translation>Detta är ingen dag.</translation>
  </message>
  <message>
   <source>This is no number of days.</source>
   <translation>Detta är inget antal dagar.</translation>
  </message>
  <message>
   <source>This is the card that is to be replaced.</source>
   <translation>Det här är kortet som ska ersättas.</translation>
  </message>
  <message>
   <source>This number format does not carry whole numbers, and it is not said of which kind of card it is.</source>
   <translation>Det här nummerformatet rymmer inte hela nummer, och det är inte angivet vilket slags kort det gäller.</translation>
  </message>
  <message>
   <source>This reader is not attached. Attach it, or choose another one.</source>
   <translation>Läsaren är inte ansluten. Anslut den, eller välj en annan.</translation>
  </message>
  <message>
   <source>This reader throws bytes away and cannot enroll EM cards; use one that reads the whole number.</source>
   <translation>Läsaren kastar bort byte och kan inte registrera EM-kort; använd en som läser hela numret.</translation>
  </message>
  <message>
   <source>This reader throws bytes away: it cannot be used for this technology. Of the {size} bytes of a card's number ({technology}) it leaves out the {lost}.</source>
   <translation>Läsaren kastar bort byte: den kan inte användas för den här tekniken. Av de {size} byten i ett korts nummer ({technology}) utelämnar den {lost}.</translation>
  </message>
  <message>
   <source>This reader throws bytes away: of the {size} bytes of a card's number ({technology}) it leaves out the {lost}, so it cannot be used for this technology.</source>
   <translation>Läsaren kastar bort byte: av de {size} byten i ett korts nummer ({technology}) utelämnar den {lost}, så den kan inte användas för den här tekniken.</translation>
  </message>
  <message>
   <source>This reader types like a keyboard, and this account may not read {0}. Let the administrator write {1} into {2} and attach the reader again, use it as keyboard: in the window{3}.</source>
   <translation>Läsaren skriver som ett tangentbord, och kontot får inte läsa {0}. Låt administratören skriva {1} i {2} och anslut läsaren igen, använd den som keyboard: i fönstret{3}.</translation>
  </message>
  <message>
   <source>This reader types like a keyboard. Choose the profile that says what it types{0}.</source>
   <translation>Läsaren skriver som ett tangentbord. Välj profilen som säger vad den skriver{0}.</translation>
  </message>
  <message>
   <source>This station does not know how this key was before.</source>
   <translation>Stationen vet inte hur nyckeln var tidigare.</translation>
  </message>
  <message>
   <source>This station does not know the access levels of the old key.</source>
   <translation>Stationen vet inte vilka behörigheter den gamla nyckeln hade.</translation>
  </message>
  <message>
   <source>This station does not know the id of the person who has the key, and by name alone the service may make a second person.</source>
   <translation>Stationen känner inte till id:t för personen som har nyckeln, och med bara namnet kan tjänsten skapa en andra person.</translation>
  </message>
  <message>
   <source>This station knows no key of this card.</source>
   <translation>Stationen känner ingen nyckel för kortet.</translation>
  </message>
  <message>
   <source>Training reader</source>
   <translation>Övningsläsare</translation>
  </message>
  <message>
   <source>Training server</source>
   <translation>Övningsserver</translation>
  </message>
  <message>
   <source>Try again in a minute; nothing was changed.</source>
   <translation>Försök igen om en minut; inget har ändrats.</translation>
  </message>
  <message>
   <source>Try again within the hours of its access levels, or choose a level with other hours.</source>
   <translation>Försök igen inom behörigheternas tider, eller välj en behörighet med andra tider.</translation>
  </message>
  <message>
   <source>Try again; if it stays so, sign out and in again.</source>
   <translation>Försök igen; blir det likadant, logga ut och in igen.</translation>
  </message>
  <message>
   <source>Try the card at a door before it is handed out.</source>
   <translation>Prova kortet vid en dörr innan det lämnas ut.</translation>
  </message>
  <message>
   <source>Two cards lie on the reader.</source>
   <translation>Två kort ligger på läsaren.</translation>
  </message>
  <message>
   <source>Two different numbers came from one card.</source>
   <translation>Två olika nummer kom från ett kort.</translation>
  </message>
  <message>
   <source>Type a first or a last name.</source>
   <translation>Skriv ett för- eller efternamn.</translation>
  </message>
  <message>
   <source>Type a new one, draw one, or take it away.</source>
   <translation>Skriv en ny, slumpa en, eller ta bort den.</translation>
  </message>
  <message>
   <source>Type four digits with the number keys.</source>
   <translation>Skriv fyra siffror med sifferknapparna.</translation>
  </message>
  <message>
   <source>Type four digits.</source>
   <translation>Skriv fyra siffror.</translation>
  </message>
  <message>
   <source>Type the name again instead of pasting it.</source>
   <translation>Skriv namnet igen i stället för att klistra in det.</translation>
  </message>
  <message>
   <source>Type the one for {after}; nothing that is kept is sent to another service.</source>
   <translation>Skriv den för {after}; inget som är sparat skickas till en annan tjänst.</translation>
  </message>
  <message>
   <source>Unlock the login keyring (on most desktops: sign out and in again), then try again.</source>
   <translation>Lås upp inloggningens nyckelring (på de flesta skrivbord: logga ut och in igen) och försök sedan igen.</translation>
  </message>
  <message>
   <source>Unplug it and plug it in again.</source>
   <translation>Dra ur den och sätt i den igen.</translation>
  </message>
  <message>
   <source>Until the doors have heard of it, the card opens nothing.</source>
   <translation>Tills dörrarna har fått veta det öppnar kortet ingenting.</translation>
  </message>
  <message>
   <source>Use a reader that gives the whole number; an HID Prox card has none, give this person another kind.</source>
   <translation>Använd en läsare som ger hela numret; ett HID Prox-kort har inget, ge personen ett annat slag.</translation>
  </message>
  <message>
   <source>Use a reader that reads the whole number, or correct this reader's setting.</source>
   <translation>Använd en läsare som läser hela numret, eller rätta läsarens inställning.</translation>
  </message>
  <message>
   <source>Use another card, or another reader for this card.</source>
   <translation>Använd ett annat kort, eller en annan läsare för det här kortet.</translation>
  </message>
  <message>
   <source>Use another card, or another reader for this kind of card.</source>
   <translation>Använd ett annat kort, eller en annan läsare för det här slagets kort.</translation>
  </message>
  <message>
   <source>Use another card, or ask the access-control supplier how the doors read this one.</source>
   <translation>Använd ett annat kort, eller fråga passersystemets leverantör hur dörrarna läser det här.</translation>
  </message>
  <message>
   <source>Use another card.</source>
   <translation>Använd ett annat kort.</translation>
  </message>
  <message>
   <source>Use another card; a DESFire card can be had with its random ID switched off.</source>
   <translation>Använd ett annat kort; DESFire-kort finns med slumpat id avstängt.</translation>
  </message>
  <message>
   <source>Validity and access levels stay as they are.</source>
   <translation>Giltighet och behörigheter förblir som de är.</translation>
  </message>
  <message>
   <source>Verify the history, keep this file, and tell who is responsible for it.</source>
   <translation>Kontrollera historiken, spara filen och meddela den som ansvarar för den.</translation>
  </message>
  <message>
   <source>Wait for the answer.</source>
   <translation>Vänta på svaret.</translation>
  </message>
  <message>
   <source>Wait for them, or go back; the key stays as it is.</source>
   <translation>Vänta på dem, eller gå tillbaka; nyckeln förblir som den är.</translation>
  </message>
  <message>
   <source>Wait until every door system has applied the key, then try again; if it stays so, check the reader's number format.</source>
   <translation>Vänta tills varje dörrsystem har tagit emot nyckeln, och försök sedan igen; blir det likadant, kontrollera läsarens nummerformat.</translation>
  </message>
  <message>
   <source>Wait until it is, or take it out of the outbox first.</source>
   <translation>Vänta tills den är det, eller ta först bort den ur utkorgen.</translation>
  </message>
  <message>
   <source>Wait, then try again.</source>
   <translation>Vänta och försök sedan igen.</translation>
  </message>
  <message>
   <source>Wait, then try again; if it happens often, ask whoever looks after the gateway to raise its limit.</source>
   <translation>Vänta och försök sedan igen; händer det ofta, be den som sköter gatewayen att höja gränsen.</translation>
  </message>
  <message>
   <source>What a keyboard reader typed fits more than one profile: {names}.</source>
   <translation>Det en tangentbordsläsare skrev passar mer än en profil: {names}.</translation>
  </message>
  <message>
   <source>What a keyboard reader typed is one number by this computer's keyboard layout and another by a US keyboard.</source>
   <translation>Det en tangentbordsläsare skrev är ett nummer med datorns tangentbordslayout och ett annat med ett amerikanskt tangentbord.</translation>
  </message>
  <message>
   <source>What the reader typed is not whole, or has keys that no number has.</source>
   <translation>Det läsaren skrev är inte helt, eller har tangenter som inget nummer har.</translation>
  </message>
  <message>
   <source>What the vault keeps as this station's data key is not 32 bytes in base64.</source>
   <translation>Det som nyckelvalvet har som stationens datanyckel är inte 32 byte i base64.</translation>
  </message>
  <message>
   <source>What was chosen is not offered any more, and left out: {names}.</source>
   <translation>Det som valdes finns inte längre och utelämnas: {names}.</translation>
  </message>
  <message>
   <source>What was kept to be sent is not what was meant, so nothing was sent.</source>
   <translation>Det som sparats för att skickas är inte det som var tänkt, så ingenting skickades.</translation>
  </message>
  <message>
   <source>Whether it answers is known when it is opened.</source>
   <translation>Om den svarar visar sig när den öppnas.</translation>
  </message>
  <message>
   <source>Whether the service made a code is not known.</source>
   <translation>Om tjänsten gjorde en kod är inte känt.</translation>
  </message>
  <message>
   <source>Which ones it has now is not known here; they are replaced.</source>
   <translation>Vilka den har nu är inte känt här; de ersätts.</translation>
  </message>
  <message>
   <source>Whose card this is could not be looked up.</source>
   <translation>Det gick inte att slå upp vems kort det är.</translation>
  </message>
  <message>
   <source>Wiegand 26 bits (H10301): the low 24 bits</source>
   <translation>Wiegand 26 bitar (H10301): de låga 24 bitarna</translation>
  </message>
  <message>
   <source>Wiegand 34 bits (H10306): the low 32 bits</source>
   <translation>Wiegand 34 bitar (H10306): de låga 32 bitarna</translation>
  </message>
  <message>
   <source>Wiegand 37 bits (H10302), card number only: the low 35 bits</source>
   <translation>Wiegand 37 bitar (H10302), bara kortnummer: de låga 35 bitarna</translation>
  </message>
  <message>
   <source>Wiegand 37 bits (H10304), facility code too: the low 35 bits</source>
   <translation>Wiegand 37 bitar (H10304), även anläggningskod: de låga 35 bitarna</translation>
  </message>
  <message>
   <source>Windows refuses {0}. Ask the administrator of this computer.</source>
   <translation>Windows nekar {0}. Fråga datorns administratör.</translation>
  </message>
  <message>
   <source>Write 0x and 8, 10 or 14 hexadecimal digits, or exactly 10, 13 or 17 decimal digits, or EM:, MC: or MD: and the number.</source>
   <translation>Skriv 0x och 8, 10 eller 14 hexadecimala siffror, eller precis 10, 13 eller 17 decimala siffror, eller EM:, MC: eller MD: och numret.</translation>
  </message>
  <message>
   <source>Write 1 to {0} bytes, two hexadecimal digits each, such as virtual:04A1B2C3.</source>
   <translation>Skriv 1 till {0} byte, två hexadecimala siffror var, till exempel virtual:04A1B2C3.</translation>
  </message>
  <message>
   <source>Write EM:, MC: or MD: and then the number in decimal digits.</source>
   <translation>Skriv EM:, MC: eller MD: och sedan numret med decimala siffror.</translation>
  </message>
  <message>
   <source>Write a number of days, 0 for today alone.</source>
   <translation>Skriv ett antal dagar, 0 för bara idag.</translation>
  </message>
  <message>
   <source>Write a whole number from 1 to {0}.</source>
   <translation>Skriv ett heltal från 1 till {0}.</translation>
  </message>
  <message>
   <source>Write a whole number of bits per second, such as {0}.</source>
   <translation>Skriv ett helt antal bitar per sekund, till exempel {0}.</translation>
  </message>
  <message>
   <source>Write every digit, leading zeros too.</source>
   <translation>Skriv varje siffra, även inledande nollor.</translation>
  </message>
  <message>
   <source>Write it as 2026-12-31, or with a time as 2026-12-31 18:00.</source>
   <translation>Skriv det som 2026-12-31, eller med tid som 2026-12-31 18:00.</translation>
  </message>
  <message>
   <source>Write it like 2027-06-30.</source>
   <translation>Skriv det som 2027-06-30.</translation>
  </message>
  <message>
   <source>Write it like https://api.intserv.se/v1/.</source>
   <translation>Skriv den som https://api.intserv.se/v1/.</translation>
  </message>
  <message>
   <source>Write it with https.</source>
   <translation>Skriv den med https.</translation>
  </message>
  <message>
   <source>Write month and day like 01-20; 06-10 for 20 January and 10 June.</source>
   <translation>Skriv månad och dag som 01-20; 06-10 för 20 januari och 10 juni.</translation>
  </message>
  <message>
   <source>Write profile={name} into the reader's address, or choose it on the Readers page.</source>
   <translation>Skriv profile={name} i läsarens adress, eller välj den på sidan Läsare.</translation>
  </message>
  <message>
   <source>Write slots=all, or leave it out.</source>
   <translation>Skriv slots=all, eller utelämna det.</translation>
  </message>
  <message>
   <source>Write technology=mifare-classic into the reader's address if it reads such cards only, or choose its profile.</source>
   <translation>Skriv technology=mifare-classic i läsarens adress om den bara läser sådana kort, eller välj dess profil.</translation>
  </message>
  <message>
   <source>Write the whole path.</source>
   <translation>Skriv hela sökvägen.</translation>
  </message>
  <message>
   <source>Write up to 64 lower-case letters, digits, dots and dashes, such as front-desk.</source>
   <translation>Skriv högst 64 små bokstäver, siffror, punkter och bindestreck, till exempel front-desk.</translation>
  </message>
  <message>
   <source>Write {0}://HOST:PORT, such as {1}://desk:7000.</source>
   <translation>Skriv {0}://DATOR:PORT, till exempel {1}://desk:7000.</translation>
  </message>
  <message>
   <source>Write {0}=NAME, or leave it out.</source>
   <translation>Skriv {0}=NAMN, eller utelämna det.</translation>
  </message>
  <message>
   <source>Write {0}=on, or leave it out.</source>
   <translation>Skriv {0}=on, eller utelämna det.</translation>
  </message>
  <message>
   <source>Write “auto:” alone.</source>
   <translation>Skriv bara ”auto:”.</translation>
  </message>
  <message>
   <source>Write “keyboard:” alone; what the reader types is then taken from the window.</source>
   <translation>Skriv bara ”keyboard:”; det läsaren skriver tas då från fönstret.</translation>
  </message>
  <message>
   <source>You are signed in remotely, and the system lets only those who sit at this computer use card readers.</source>
   <translation>Du är inloggad på distans, och systemet låter bara den som sitter vid datorn använda kortläsare.</translation>
  </message>
  <message>
   <source>bits of each byte in reverse order</source>
   <translation>bitarna i varje byte i omvänd ordning</translation>
  </message>
  <message>
   <source>bytes in reverse order</source>
   <translation>byte i omvänd ordning</translation>
  </message>
  <message>
   <source>code</source>
   <translation>koden</translation>
  </message>
  <message>
   <source>decimal, the whole number</source>
   <translation>decimalt, hela numret</translation>
  </message>
  <message>
   <source>every bit inverted</source>
   <translation>varje bit inverterad</translation>
  </message>
  <message>
   <source>first name</source>
   <translation>förnamnet</translation>
  </message>
  <message>
   <source>halves of each byte swapped</source>
   <translation>halvorna i varje byte ombytta</translation>
  </message>
  <message>
   <source>hexadecimal, the whole number</source>
   <translation>hexadecimalt, hela numret</translation>
  </message>
  <message>
   <source>last name</source>
   <translation>efternamnet</translation>
  </message>
  <message>
   <source>let in</source>
   <translation>insläppt</translation>
  </message>
  <message>
   <source>let in (event type {kind})</source>
   <translation>insläppt (händelsetyp {kind})</translation>
  </message>
  <message>
   <source>let in by a card</source>
   <translation>insläppt med ett kort</translation>
  </message>
  <message>
   <source>let in by a card and its PIN</source>
   <translation>insläppt med ett kort och dess PIN-kod</translation>
  </message>
  <message>
   <source>let in by a code</source>
   <translation>insläppt med en kod</translation>
  </message>
  <message>
   <source>let in by the door's common code</source>
   <translation>insläppt med dörrens gemensamma kod</translation>
  </message>
  <message>
   <source>neither a Secret Service nor KWallet runs on this desktop</source>
   <translation>varken Secret Service eller KWallet körs på skrivbordet</translation>
  </message>
  <message>
   <source>nobody by name</source>
   <translation>någon utan namn</translation>
  </message>
  <message>
   <source>nobody is signed in to a desktop (there is no D-Bus session)</source>
   <translation>ingen är inloggad på ett skrivbord (det finns ingen D-Bus-session)</translation>
  </message>
  <message>
   <source>nothing on this desktop offers one</source>
   <translation>ingenting på skrivbordet erbjuder ett</translation>
  </message>
  <message>
   <source>opened by the exit button</source>
   <translation>öppnad med utgångsknappen</translation>
  </message>
  <message>
   <source>rf IDEAS pcProx keyboard, DESFire: decimal without leading zeros</source>
   <translation>rf IDEAS pcProx-tangentbord, DESFire: decimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>rf IDEAS pcProx keyboard, DESFire: hexadecimal without leading zeros</source>
   <translation>rf IDEAS pcProx-tangentbord, DESFire: hexadecimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>rf IDEAS pcProx keyboard, EM: decimal without leading zeros</source>
   <translation>rf IDEAS pcProx-tangentbord, EM: decimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>rf IDEAS pcProx keyboard, EM: hexadecimal without leading zeros</source>
   <translation>rf IDEAS pcProx-tangentbord, EM: hexadecimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>rf IDEAS pcProx keyboard, Mifare Classic: decimal without leading zeros</source>
   <translation>rf IDEAS pcProx-tangentbord, Mifare Classic: decimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>rf IDEAS pcProx keyboard, Mifare Classic: hexadecimal without leading zeros</source>
   <translation>rf IDEAS pcProx-tangentbord, Mifare Classic: hexadecimalt utan inledande nollor</translation>
  </message>
  <message>
   <source>the access levels</source>
   <translation>behörigheterna</translation>
  </message>
  <message>
   <source>the door system's own word for it is “{error_type}”</source>
   <translation>dörrsystemets eget ord för det är ”{error_type}”</translation>
  </message>
  <message>
   <source>the end</source>
   <translation>slutet</translation>
  </message>
  <message>
   <source>the person (the answer names nobody)</source>
   <translation>personen (svaret nämner ingen)</translation>
  </message>
  <message>
   <source>the start</source>
   <translation>början</translation>
  </message>
  <message>
   <source>this door system does not take codes; somebody has to enable them there</source>
   <translation>det här dörrsystemet tar inte koder; någon måste slå på dem där</translation>
  </message>
  <message>
   <source>turned away</source>
   <translation>nekad</translation>
  </message>
  <message>
   <source>turned away (event type {kind})</source>
   <translation>nekad (händelsetyp {kind})</translation>
  </message>
  <message>
   <source>turned away: no system knows this card or code</source>
   <translation>nekad: inget system känner till kortet eller koden</translation>
  </message>
  <message>
   <source>turned away: not allowed at this time</source>
   <translation>nekad: inte tillåten vid den här tiden</translation>
  </message>
  <message>
   <source>turned away: the door asks for a PIN, and the key has none</source>
   <translation>nekad: dörren kräver en PIN-kod, och nyckeln har ingen</translation>
  </message>
  <message>
   <source>turned away: the key has expired</source>
   <translation>nekad: nyckeln har gått ut</translation>
  </message>
  <message>
   <source>turned away: the key is disabled</source>
   <translation>nekad: nyckeln är avstängd</translation>
  </message>
  <message>
   <source>turned away: the key is not allowed at this door</source>
   <translation>nekad: nyckeln får inte öppna den här dörren</translation>
  </message>
  <message>
   <source>turned away: the key is on the block list</source>
   <translation>nekad: nyckeln står på spärrlistan</translation>
  </message>
  <message>
   <source>{0} Attach it, or name another reader.</source>
   <translation>{0} Anslut den, eller ange en annan läsare.</translation>
  </message>
  <message>
   <source>{0} It says: “{{said}}”.</source>
   <translation>{0} Den säger: ”{{said}}”.</translation>
  </message>
  <message>
   <source>{0} Nothing was sent.</source>
   <translation>{0} Ingenting skickades.</translation>
  </message>
  <message>
   <source>{0} The PIN and access of {{owner}} may just have been changed.</source>
   <translation>{0} PIN-koden och behörigheterna för {{owner}} kan just ha ändrats.</translation>
  </message>
  <message>
   <source>{0} The enrollment is saved with its access levels by name ({{level_names}}), and sent when the service has told its levels.</source>
   <translation>{0} Registreringen är sparad med sina behörigheter efter namn ({{level_names}}), och skickas när tjänsten har sagt vilka som finns.</translation>
  </message>
  <message>
   <source>{0} does not answer. Check the address, the network and the device's power.</source>
   <translation>{0} svarar inte. Kontrollera adressen, nätverket och enhetens ström.</translation>
  </message>
  <message>
   <source>{0} has taken {1}. Close it, and attach the reader again.</source>
   <translation>{0} har tagit {1}. Stäng det, och anslut läsaren igen.</translation>
  </message>
  <message>
   <source>{0} is attached, but Linux made no serial port of it. Load its driver (sudo modprobe {1}), and attach the reader again.</source>
   <translation>{0} är ansluten, men Linux gjorde ingen serieport av den. Ladda dess drivrutin (sudo modprobe {1}), och anslut läsaren igen.</translation>
  </message>
  <message>
   <source>{0} is attached, but the smart-card service does not list it. Install its driver (sudo apt install libccid), restart the service (sudo systemctl restart pcscd), and attach the reader again.</source>
   <translation>{0} är ansluten, men smartkortstjänsten visar den inte. Installera dess drivrutin (sudo apt install libccid), starta om tjänsten (sudo systemctl restart pcscd), och anslut läsaren igen.</translation>
  </message>
  <message>
   <source>{0} is in a mode that this program does not speak{1}.</source>
   <translation>{0} är i ett läge som programmet inte talar{1}.</translation>
  </message>
  <message>
   <source>{0} is no input device. Name one of those in {1}.</source>
   <translation>{0} är ingen inmatningsenhet. Ange en av dem i {1}.</translation>
  </message>
  <message>
   <source>{0} is not a serial port with a device. Name another port.</source>
   <translation>{0} är ingen serieport med en enhet. Ange en annan port.</translation>
  </message>
  <message>
   <source>{0} is not attached.</source>
   <translation>{0} är inte ansluten.</translation>
  </message>
  <message>
   <source>{0} is not ready.</source>
   <translation>{0} är inte redo.</translation>
  </message>
  <message>
   <source>{0} is ready.</source>
   <translation>{0} är redo.</translation>
  </message>
  <message>
   <source>{0} is the port of a modem ({1}) and is left alone. Name another port; if it is a reader after all, write serial:{2}{3}.</source>
   <translation>{0} är porten för ett modem ({1}) och lämnas i fred. Ange en annan port; är det ändå en läsare, skriv serial:{2}{3}.</translation>
  </message>
  <message>
   <source>{0} is using {1}. Close it, and it will be tried again.</source>
   <translation>{0} använder {1}. Stäng det, så görs ett nytt försök.</translation>
  </message>
  <message>
   <source>{count} ways of writing explain these cards' numbers, and they cannot tell them apart.</source>
   <translation>{count} sätt att skriva förklarar de här kortens nummer, och de kan inte skilja dem åt.</translation>
  </message>
  <message>
   <source>{count} ways of writing explain this card's number, and it cannot tell them apart.</source>
   <translation>{count} sätt att skriva förklarar kortets nummer, och det kan inte skilja dem åt.</translation>
  </message>
  <message>
   <source>{host} could not prove who it is.</source>
   <translation>{host} kunde inte bevisa vem den är.</translation>
  </message>
  <message>
   <source>{host} does not accept this computer's certificate.</source>
   <translation>{host} godtar inte den här datorns certifikat.</translation>
  </message>
  <message>
   <source>{host} showed a certificate that is made out to another name.</source>
   <translation>{host} visade ett certifikat som är utställt på ett annat namn.</translation>
  </message>
  <message>
   <source>{limit} operations wait in the outbox, which is as many as it takes.</source>
   <translation>{limit} åtgärder väntar i utkorgen, vilket är så många som den tar.</translation>
  </message>
  <message>
   <source>{name} is known here already; a new person of the same name is made.</source>
   <translation>{name} är redan känd här; en ny person med samma namn skapas.</translation>
  </message>
  <message>
   <source>{owner} gets a key for the new card {number}.</source>
   <translation>{owner} får en nyckel för det nya kortet {number}.</translation>
  </message>
  <message>
   <source>{path} cannot be used: a profile that comes with the program has the name “{name}”.</source>
   <translation>{path} kan inte användas: en profil som följer med programmet heter ”{name}”.</translation>
  </message>
  <message>
   <source>{path} could not be written: {reason}.</source>
   <translation>{path} kunde inte skrivas: {reason}.</translation>
  </message>
  <message>
   <source>{path} with {what} cannot be used.</source>
   <translation>{path} med {what} kan inte användas.</translation>
  </message>
  <message>
   <source>{problem}</source>
   <translation>{problem}</translation>
  </message>
  <message>
   <source>{reader} wrote “{text}”, and what that means is not known: a number is never guessed to be hexadecimal or decimal by its look.</source>
   <translation>{reader} skrev ”{text}”, och vad det betyder är inte känt: ett nummer gissas aldrig vara hexadecimalt eller decimalt efter utseendet.</translation>
  </message>
  <message>
   <source>{receiver} has a key by now, made with card and name alone: its PIN, validity and access levels were refused.</source>
   <translation>{receiver} har redan en nyckel, skapad med enbart kort och namn: dess PIN, giltighet och behörighetsnivåer avvisades.</translation>
  </message>
  <message>
   <source>{remedy}</source>
   <translation>{remedy}</translation>
  </message>
  <message>
   <source>{text}</source>
   <translation>{text}</translation>
  </message>
  <message>
   <source>{text} does not exist: that night the clocks go from {before} to {after}.</source>
   <translation>{text} finns inte: den natten går klockorna från {before} till {after}.</translation>
  </message>
  <message>
   <source>{title}: that explains this card's number, but the digits beside it may be a second number, which is another one on every card.</source>
   <translation>{title}: det förklarar kortets nummer, men siffrorna bredvid kan vara ett andra nummer, som är ett annat på varje kort.</translation>
  </message>
  <message>
   <source>{what}</source>
   <translation>{what}</translation>
  </message>
  <message>
   <source>{words}</source>
   <translation>{words}</translation>
  </message>
  <message>
   <source>“auto:” takes nothing after it, but “{0}” stands there.</source>
   <translation>”auto:” tar inget efter sig, men ”{0}” står där.</translation>
  </message>
  <message>
   <source>“{0}” cannot be the name of a {1}.</source>
   <translation>”{0}” kan inte vara namnet på en {1}.</translation>
  </message>
  <message>
   <source>“{0}” is no number of digits.</source>
   <translation>”{0}” är inget antal siffror.</translation>
  </message>
  <message>
   <source>“{0}” is no value of {1}.</source>
   <translation>”{0}” är inget värde för {1}.</translation>
  </message>
  <message>
   <source>“{0}” is not a known technology.</source>
   <translation>”{0}” är ingen känd teknik.</translation>
  </message>
  <message>
   <source>“{0}” is not a known {1}.</source>
   <translation>”{0}” är ingen känd {1}.</translation>
  </message>
  <message>
   <source>“{0}” is not a speed of a serial line.</source>
   <translation>”{0}” är ingen hastighet för en serieledning.</translation>
  </message>
  <message>
   <source>“{0}” is not the address of a reader.</source>
   <translation>”{0}” är inte adressen till en läsare.</translation>
  </message>
  <message>
   <source>“{0}” is not the number of a virtual card.</source>
   <translation>”{0}” är inte numret på ett virtuellt kort.</translation>
  </message>
  <message>
   <source>“{0}” lacks the host or the port number.</source>
   <translation>”{0}” saknar datorn eller portnumret.</translation>
  </message>
  <message>
   <source>“{0}” says nothing of a reader's slots.</source>
   <translation>”{0}” säger inget om en läsares platser.</translation>
  </message>
  <message>
   <source>“{name}” cannot be the name of a profile.</source>
   <translation>”{name}” kan inte vara namnet på en profil.</translation>
  </message>
  <message>
   <source>“{raw}” may be the whole number of a Mifare Classic card, or a part of an EM card's.</source>
   <translation>”{raw}” kan vara hela numret på ett Mifare Classic-kort, eller en del av ett EM-korts.</translation>
  </message>
  <message>
   <source>“{text}” does not have the form of its format, such as {form}.</source>
   <translation>”{text}” har inte sitt formats form, till exempel {form}.</translation>
  </message>
  <message>
   <source>“{text}” has something else than hexadecimal digits in it.</source>
   <translation>”{text}” innehåller något annat än hexadecimala siffror.</translation>
  </message>
  <message>
   <source>“{text}” has something else than the digits 0 to 9 in it.</source>
   <translation>”{text}” innehåller något annat än siffrorna 0 till 9.</translation>
  </message>
  <message>
   <source>“{text}” has {count} digits. {count} digits of an EM card are its low 24 bits (06H08D, or 3+5 digits): the first two of its five bytes are missing, and a guess at them would name another card.</source>
   <translation>”{text}” har {count} siffror. {count} siffror av ett EM-kort är dess låga 24 bitar (06H08D, eller 3+5 siffror): de två första av dess fem byte saknas, och en gissning skulle bli ett annat kort.</translation>
  </message>
  <message>
   <source>“{text}” has {count} digits. {count} digits of an EM card are its low 32 bits (08H10D): the first of its five bytes is missing, and a guess at it would name another card.</source>
   <translation>”{text}” har {count} siffror. {count} siffror av ett EM-kort är dess låga 32 bitar (08H10D): den första av dess fem byte saknas, och en gissning skulle bli ett annat kort.</translation>
  </message>
  <message>
   <source>“{text}” has {count} digits; a card number of {bytes} bytes has {expected} in this format.</source>
   <translation>”{text}” har {count} siffror; ett kortnummer på {bytes} byte har {expected} i det här formatet.</translation>
  </message>
  <message>
   <source>“{text}” has {count} digits; a whole card number has {expected} in this format.</source>
   <translation>”{text}” har {count} siffror; ett helt kortnummer har {expected} i det här formatet.</translation>
  </message>
  <message>
   <source>“{text}” in the format {name} carries {bits} bits of a number and never says whether the reader threw others away, so that it is no whole number by itself.</source>
   <translation>”{text}” i formatet {name} rymmer {bits} bitar av ett nummer och säger aldrig om läsaren kastade bort andra, så det är inget helt nummer i sig.</translation>
  </message>
  <message>
   <source>“{text}” is larger than {bits} bits can hold.</source>
   <translation>”{text}” är större än {bits} bitar rymmer.</translation>
  </message>
  <message>
   <source>“{text}” is not a Paxton number: these go from {first} to {last}.</source>
   <translation>”{text}” är inget Paxton-nummer: de går från {first} till {last}.</translation>
  </message>
  <message>
   <source>“{text}” is not a Wiegand message of {bits} bits, each written as 0 or 1.</source>
   <translation>”{text}” är inget Wiegand-meddelande på {bits} bitar, var och en skriven som 0 eller 1.</translation>
  </message>
  <message>
   <source>“{text}” is not a card number in a spelling that carries its size.</source>
   <translation>”{text}” är inte ett kortnummer i en stavning som visar dess storlek.</translation>
  </message>
  <message>
   <source>“{text}” is not a card number with a format specifier.</source>
   <translation>”{text}” är inte ett kortnummer med formatbeteckning.</translation>
  </message>
  <message>
   <source>“{text}” is not a date that can be used.</source>
   <translation>”{text}” är inte ett datum som kan användas.</translation>
  </message>
  <message>
   <source>“{text}” is not a whole card number: after 0x there must be 8, 10, 14, 16 or 20 hexadecimal digits.</source>
   <translation>”{text}” är inte ett helt kortnummer: efter 0x måste det stå 8, 10, 14, 16 eller 20 hexadecimala siffror.</translation>
  </message>
  <message>
   <source>“{text}” is not the id of a person; the service's ids look like 0f8fad5b-d9cb-469f-a165-70867728950e.</source>
   <translation>”{text}” är inte id:t för en person; tjänstens id ser ut som 0f8fad5b-d9cb-469f-a165-70867728950e.</translation>
  </message>
  <message>
   <source>“{text}” says something else of the bytes that are supplied for it ({supplied}).</source>
   <translation>”{text}” säger något annat om byten som läggs till för det ({supplied}).</translation>
  </message>
 </context>
 <context>
  <name>validity</name>
  <message>
   <source>By the clock of {zone} ({first} at the start, {last} at the end).</source>
   <translation>Enligt klockan i {zone} ({first} i början, {last} i slutet).</translation>
  </message>
  <message>
   <source>By the clock of {zone} ({offset}).</source>
   <translation>Enligt klockan i {zone} ({offset}).</translation>
  </message>
  <message>
   <source>The end comes twice; the second time is meant ({offset}).</source>
   <translation>Slutet infaller två gånger; den andra gången menas ({offset}).</translation>
  </message>
  <message>
   <source>The start comes twice; the first time is meant ({offset}).</source>
   <translation>Början infaller två gånger; den första gången menas ({offset}).</translation>
  </message>
  <message>
   <source>Valid {span}.</source>
   <translation>Giltighet: {span}.</translation>
  </message>
 </context>
 <context>
  <name>verdict</name>
  <message>
   <source>Broken at entry {number}</source>
   <translation>Bruten vid post {number}</translation>
  </message>
  <message>
   <source>Every entry is as it was written, but searches may leave some out</source>
   <translation>Varje post är som den skrevs, men sökningar kan utelämna några</translation>
  </message>
  <message>
   <source>It begins with entry {number}; the ones before were forgotten, as they are not kept for longer.</source>
   <translation>Den börjar med post {number}; de tidigare glömdes, eftersom de inte sparas längre än så.</translation>
  </message>
  <message>
   <source>Nobody changed or removed an entry since it was written.</source>
   <translation>Ingen har ändrat eller tagit bort någon post sedan den skrevs.</translation>
  </message>
  <message>
   <source>Something beside the entries was changed: {what}. Have it made anew with: enroll-app history --rebuild; and find out who changed it.</source>
   <translation>Något bredvid posterna har ändrats: {what}. Låt göra om det med: enroll-app history --rebuild; och ta reda på vem som ändrade det.</translation>
  </message>
  <message>
   <source>The history is whole: {entries} entries</source>
   <translation>Historiken är hel: {entries} poster</translation>
  </message>
  <message>
   <source>This entry is not as it was written, or one is missing before it; what follows cannot be vouched for. Keep the file as it is, and tell whoever looks after this computer.</source>
   <translation>Den här posten är inte som den skrevs, eller så saknas en före den; det som följer kan ingen gå i god för. Behåll filen som den är, och meddela den som sköter den här datorn.</translation>
  </message>
  <message>
   <source>the dates kept beside them</source>
   <translation>datumen som sparas bredvid dem</translation>
  </message>
  <message>
   <source>the index of names, cards and keys</source>
   <translation>registret över namn, kort och nycklar</translation>
  </message>
  <message>
   <source>what keeps entries from being changed</source>
   <translation>det som hindrar att poster ändras</translation>
  </message>
 </context>
 <context>
  <name>words</name>
  <message>
   <source>at once</source>
   <translation>genast</translation>
  </message>
  <message>
   <source>end left as it is</source>
   <translation>slutet oförändrat</translation>
  </message>
  <message>
   <source>from {when}</source>
   <translation>från {when}</translation>
  </message>
  <message>
   <source>left as it is</source>
   <translation>oförändrad</translation>
  </message>
  <message>
   <source>never expires</source>
   <translation>utan slutdatum</translation>
  </message>
  <message>
   <source>none</source>
   <translation>ingen</translation>
  </message>
  <message>
   <source>set (hidden)</source>
   <translation>angiven (dold)</translation>
  </message>
  <message>
   <source>start left as it is</source>
   <translation>början oförändrad</translation>
  </message>
  <message>
   <source>taken away</source>
   <translation>tas bort</translation>
  </message>
  <message>
   <source>the end of {day}</source>
   <translation>slutet av {day}</translation>
  </message>
  <message>
   <source>until {when}</source>
   <translation>till {when}</translation>
  </message>
 </context>
</TS>
