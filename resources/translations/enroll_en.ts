<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
 <context>
  <name>AccessPage</name>
  <message numerus="yes">
   <source>%n chosen level(s) are no longer offered</source>
   <translation>
    <numerusform>%n chosen level is no longer offered</numerusform>
    <numerusform>%n chosen levels are no longer offered</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Chips</name>
  <message numerus="yes">
   <source>%n level(s) chosen; a press on one takes it away.</source>
   <translation>
    <numerusform>%n level chosen; a press on it takes it away.</numerusform>
    <numerusform>%n levels chosen; a press on one takes it away.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Closing</name>
  <message numerus="yes">
   <source>%n enrollment(s) not delivered.</source>
   <translation>
    <numerusform>%n enrollment not delivered.</numerusform>
    <numerusform>%n enrollments not delivered.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n of them go(es) on only when somebody decides.</source>
   <translation>
    <numerusform>%n of them goes on only when somebody decides.</numerusform>
    <numerusform>%n of them go on only when somebody decides.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Close with %n enrollment(s) not delivered?</source>
   <translation>
    <numerusform>Close with %n enrollment not delivered?</numerusform>
    <numerusform>Close with %n enrollments not delivered?</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>ConnectionForm</name>
  <message numerus="yes">
   <source>It answered in {ms} ms, and has %n access level(s).</source>
   <translation>
    <numerusform>It answered in {ms} ms, and has %n access level.</numerusform>
    <numerusform>It answered in {ms} ms, and has %n access levels.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Errands</name>
  <message numerus="yes">
   <source>%Ln entry(s) written to {path}</source>
   <translation>
    <numerusform>%Ln entry written to {path}</numerusform>
    <numerusform>%Ln entries written to {path}</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Findings</name>
  <message numerus="yes">
   <source>and %n more</source>
   <translation>
    <numerusform>and %n more</numerusform>
    <numerusform>and %n more</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HealthLine</name>
  <message numerus="yes">
   <source>%n enrollment(s) not delivered</source>
   <translation>
    <numerusform>%n enrollment not delivered</numerusform>
    <numerusform>%n enrollments not delivered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>{waiting}, %n of them waiting for a decision</source>
   <translation>
    <numerusform>{waiting}, %n of them waiting for a decision</numerusform>
    <numerusform>{waiting}, %n of them waiting for a decision</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>HistoryView</name>
  <message numerus="yes">
   <source>%Ln action(s)</source>
   <translation>
    <numerusform>%Ln action</numerusform>
    <numerusform>%Ln actions</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>more than %Ln action(s)</source>
   <translation>
    <numerusform>more than %Ln action</numerusform>
    <numerusform>more than %Ln actions</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>LevelPicker</name>
  <message numerus="yes">
   <source>%n found</source>
   <translation>
    <numerusform>%n found</numerusform>
    <numerusform>%n found</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PasswordEntry</name>
  <message numerus="yes">
   <source>This is not the desk's password. Try again in %n second(s).</source>
   <translation>
    <numerusform>This is not the desk's password. Try again in %n second.</numerusform>
    <numerusform>This is not the desk's password. Try again in %n seconds.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PeopleList</name>
  <message numerus="yes">
   <source>%n key(s)</source>
   <translation>
    <numerusform>%n key</numerusform>
    <numerusform>%n keys</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n known person(s) with such a name; Down picks.</source>
   <translation>
    <numerusform>%n known person with such a name; Down picks.</numerusform>
    <numerusform>%n known people with such a name; Down picks.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>PersonPage</name>
  <message numerus="yes">
   <source>%n people have this name: pick one of them in the list.</source>
   <translation>
    <numerusform>%n person has this name: pick them in the list.</numerusform>
    <numerusform>%n people have this name: pick one of them in the list.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RoleLevels</name>
  <message numerus="yes">
   <source>%n level(s) of this role cannot be given</source>
   <translation>
    <numerusform>%n level of this role cannot be given</numerusform>
    <numerusform>%n levels of this role cannot be given</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>In several door systems: {levels}. Choose which one is meant.</source>
   <translation>
    <numerusform>In several door systems: {levels}. Choose which one is meant.</numerusform>
    <numerusform>In several door systems: {levels}. Choose which ones are meant.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>Not offered by the service now: {levels}. It is chosen for no card.</source>
   <translation>
    <numerusform>Not offered by the service now: {levels}. It is chosen for no card.</numerusform>
    <numerusform>Not offered by the service now: {levels}. They are chosen for no card.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>RowPane</name>
  <message numerus="yes">
   <source>%n level(s) whose name is not known here</source>
   <translation>
    <numerusform>%n level whose name is not known here</numerusform>
    <numerusform>%n levels whose names are not known here</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n time(s)</source>
   <translation>
    <numerusform>%n time</numerusform>
    <numerusform>%n times</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>It is tried again by itself in %n second(s).</source>
   <translation>
    <numerusform>It is tried again by itself in %n second.</numerusform>
    <numerusform>It is tried again by itself in %n seconds.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>Tray</name>
  <message numerus="yes">
   <source>%n enrollment(s) not delivered</source>
   <translation>
    <numerusform>%n enrollment not delivered</numerusform>
    <numerusform>%n enrollments not delivered</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>_Doors</name>
  <message numerus="yes">
   <source>Not used at any door in the last %n day(s).</source>
   <translation>
    <numerusform>Not used at any door in the last day.</numerusform>
    <numerusform>Not used at any door in the last %n days.</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>history</name>
  <message numerus="yes">
   <source>%n level(s) whose name is not known here</source>
   <translation>
    <numerusform>%n level whose name is not known here</numerusform>
    <numerusform>%n levels whose names are not known here</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>key</name>
  <message numerus="yes">
   <source>%n access level(s) no longer offered</source>
   <translation>
    <numerusform>1 access level no longer offered</numerusform>
    <numerusform>%n access levels no longer offered</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n access level(s); their names are not here yet</source>
   <translation>
    <numerusform>1 access level; its name is not here yet</numerusform>
    <numerusform>%n access levels; their names are not here yet</numerusform>
   </translation>
  </message>
 </context>
 <context>
  <name>settings</name>
  <message numerus="yes">
   <source>%n operation(s) wait(s) to be sent.</source>
   <translation>
    <numerusform>%n operation waits to be sent.</numerusform>
    <numerusform>%n operations wait to be sent.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n wait(s) for somebody's word.</source>
   <translation>
    <numerusform>%n waits for somebody's word.</numerusform>
    <numerusform>%n wait for somebody's word.</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%n was (were) sent without an answer, and may have been done.</source>
   <translation>
    <numerusform>%n was sent without an answer, and may have been done.</numerusform>
    <numerusform>%n were sent without an answer, and may have been done.</numerusform>
   </translation>
  </message>
 </context>
</TS>
