<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>Cli</name>
    <message>
        <source>caftan-cli was not found beside this program or on the search path. It does all imports and jobs: put it there, or start caftan with --cli PATH.</source>
        <translation>caftan-cli wurde weder neben diesem Programm noch im Suchpfad gefunden. Es erledigt alle Importe und Aufträge: Legen Sie es dorthin oder starten Sie caftan mit --cli PFAD.</translation>
    </message>
    <message>
        <source>%1 could not be started. It does all imports and jobs: check that the file is there and may be executed, or start caftan with --cli PATH.</source>
        <translation>%1 ließ sich nicht starten. Es erledigt alle Importe und Aufträge: Prüfen Sie, ob die Datei da ist und ausgeführt werden darf, oder starten Sie caftan mit --cli PFAD.</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Easy</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a folder that you may write to.</source>
        <translation>%1 ließ sich nicht schreiben. Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
</context>
<context>
    <name>HistogramChart</name>
    <message>
        <source>%1 questions</source>
        <translation>%1 Fragen</translation>
    </message>
    <message>
        <source> · %1 right</source>
        <translation> · %1 richtig</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>Id</source>
        <translation>ID</translation>
    </message>
    <message>
        <source>Names a question; rows with the same id are joined</source>
        <translation>Benennt eine Frage; Zeilen mit gleicher ID werden verbunden</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>The text that the model is asked</source>
        <translation>Der Text, den das Modell gefragt wird</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>The choices, as a list in one column or in several columns</source>
        <translation>Die Auswahl, als Liste in einer Spalte oder in mehreren Spalten</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>The right choice as a letter or as text</source>
        <translation>Die richtige Option als Buchstabe oder als Text</translation>
    </message>
    <message>
        <source>Answer number</source>
        <translation>Antwortnummer</translation>
    </message>
    <message>
        <source>The right choice as a number; whether it starts at 0 or 1 is found out</source>
        <translation>Die richtige Option als Zahl; ob ab 0 oder 1 gezählt wird, wird erkannt</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>A subject to look at on its own</source>
        <translation>Ein Fachgebiet, das für sich betrachtet werden kann</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Train, validation or test, row by row</source>
        <translation>Training, Validierung oder Test, Zeile für Zeile</translation>
    </message>
    <message>
        <source>Worked solution</source>
        <translation>Lösungsweg</translation>
    </message>
    <message>
        <source>A recorded explanation of the answer</source>
        <translation>Eine aufgezeichnete Erklärung der Antwort</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Recorded uncertainty of a model, in nats: becomes a scoring</source>
        <translation>Aufgezeichnete Unsicherheit eines Modells in nat: wird zu einer Bewertung</translation>
    </message>
    <message>
        <source>Model&apos;s answer</source>
        <translation>Modellantwort</translation>
    </message>
    <message>
        <source>What that model answered</source>
        <translation>Was dieses Modell geantwortet hat</translation>
    </message>
    <message>
        <source>Model was right</source>
        <translation>Modell lag richtig</translation>
    </message>
    <message>
        <source>Whether that answer was right; else it is compared with the key</source>
        <translation>Ob diese Antwort richtig war; sonst wird sie mit dem Schlüssel verglichen</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>These runs have no questions in common.</source>
        <translation>Diese Läufe haben keine gemeinsamen Fragen.</translation>
    </message>
    <message>
        <source>to show 2 points you need about %1 questions</source>
        <translation>um 2 Punkte zu zeigen, braucht es etwa %1 Fragen</translation>
    </message>
    <message>
        <source>2 points would probably have been seen on these questions</source>
        <translation>2 Punkte wären auf diesen Fragen wahrscheinlich aufgefallen</translation>
    </message>
    <message>
        <source>%1: one seed, so no p: another seed may give another result. Train it with two more seeds to compare recipes.</source>
        <translation>%1: ein Seed, daher kein p: Ein anderer Seed kann ein anderes Ergebnis bringen. Trainieren Sie mit zwei weiteren Seeds, um Rezepte zu vergleichen.</translation>
    </message>
    <message>
        <source>%1 between these two runs (McNemar, %2). One seed: no p for the recipe, since another seed may give another result.</source>
        <translation>%1 zwischen diesen beiden Läufen (McNemar, %2). Ein Seed: kein p für das Rezept, da ein anderer Seed ein anderes Ergebnis bringen kann.</translation>
    </message>
    <message>
        <source>%1 between these two runs (McNemar, %2): no difference shown; %3. One seed: no p for the recipe.</source>
        <translation>%1 zwischen diesen beiden Läufen (McNemar, %2): kein Unterschied gezeigt; %3. Ein Seed: kein p für das Rezept.</translation>
    </message>
    <message>
        <source>%1, %2: a difference is shown.</source>
        <translation>%1, %2: Ein Unterschied ist gezeigt.</translation>
    </message>
    <message>
        <source>%1: no difference shown (%2); %3.</source>
        <translation>%1: kein Unterschied gezeigt (%2); %3.</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>one token</source>
        <translation>ein Token</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>ausformuliert</translation>
    </message>
    <message>
        <source>made to reason</source>
        <translation>zum Nachdenken gebracht</translation>
    </message>
</context>
<context>
    <name>caftan::ui</name>
    <message>
        <source>%1 (baseline)</source>
        <translation>%1 (Baseline)</translation>
    </message>
    <message>
        <source>one seed</source>
        <translation>ein Seed</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>wie sie ist</translation>
    </message>
    <message>
        <source>with temperature</source>
        <translation>mit Temperatur</translation>
    </message>
    <message>
        <source>Calibration error %1 over %2 answers</source>
        <translation>Kalibrierungsfehler %1 über %2 Antworten</translation>
    </message>
    <message>
        <source>; with temperature %1 (fitted on %2) %3</source>
        <translation>; mit Temperatur %1 (angepasst auf: %2) %3</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>these rows</source>
        <translation>diese Zeilen</translation>
    </message>
    <message>
        <source>. Circles: as it is; squares, dashed: with the temperature. Cuts stay at 1.</source>
        <translation>. Kreise: wie sie ist; Quadrate, gestrichelt: mit Temperatur. Die Schwellen bleiben bei 1.</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Entropy (nats)</source>
        <translation>Entropie (nat)</translation>
    </message>
    <message>
        <source>Entropy of the answer token</source>
        <translation>Entropie des Antworttokens</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Option entropy (nats)</source>
        <translation>Optionsentropie (nat)</translation>
    </message>
    <message>
        <source>Entropy over the options only</source>
        <translation>Entropie nur über die Optionen</translation>
    </message>
    <message>
        <source>option entropy</source>
        <translation>Optionsentropie</translation>
    </message>
    <message>
        <source>1 − max probability</source>
        <translation>1 − größte Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>1 − probability of the likeliest token</source>
        <translation>1 − Wahrscheinlichkeit des wahrscheinlichsten Tokens</translation>
    </message>
    <message>
        <source>1 − max p</source>
        <translation>1 − max p</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>1 − (first − second probability)</source>
        <translation>1 − (erste − zweite Wahrscheinlichkeit)</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>NLL of the key (nats)</source>
        <translation>NLL des Schlüssels (nat)</translation>
    </message>
    <message>
        <source>Negative log likelihood of the key</source>
        <translation>Negative Log-Likelihood des Schlüssels</translation>
    </message>
    <message>
        <source>NLL of the key</source>
        <translation>NLL des Schlüssels</translation>
    </message>
    <message>
        <source>Question length (control)</source>
        <translation>Länge der Frage (Kontrolle)</translation>
    </message>
    <message>
        <source>Characters of the question and its options</source>
        <translation>Zeichen der Frage und ihrer Optionen</translation>
    </message>
    <message>
        <source>question length</source>
        <translation>Länge der Frage</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>Zeichen</translation>
    </message>
    <message>
        <source>Random (control)</source>
        <translation>Zufall (Kontrolle)</translation>
    </message>
    <message>
        <source>A random number for each question</source>
        <translation>Eine Zufallszahl für jede Frage</translation>
    </message>
    <message>
        <source>random</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Share of questions from sure to unsure, and %1%2</source>
        <translation>Anteil der Fragen von sicher nach unsicher, dazu %1%2</translation>
    </message>
    <message>
        <source>log scale</source>
        <translation>logarithmisch</translation>
    </message>
    <message>
        <source>linear scale</source>
        <translation>linear</translation>
    </message>
    <message>
        <source>short answers</source>
        <translation>kurze Antworten</translation>
    </message>
    <message>
        <source>a random third distilled</source>
        <translation>zufälliges Drittel destilliert</translation>
    </message>
    <message>
        <source>all bands distilled</source>
        <translation>alle Bänder destilliert</translation>
    </message>
    <message>
        <source>%1 distilled</source>
        <translation>%1 destilliert</translation>
    </message>
    <message>
        <source>stage %1 of %2</source>
        <translation>Stufe %1 von %2</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>Epoche %1 von %2</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>%1 answer tokens</source>
        <translation>%1 Antworttokens</translation>
    </message>
    <message>
        <source>validation accuracy %1</source>
        <translation>Genauigkeit auf Validierung %1</translation>
    </message>
    <message>
        <source>The process ended without a word: it was killed, or the machine was switched off. Everything up to its last checkpoint is kept; Resume goes on there, to the same figures.</source>
        <translation>Der Prozess endete wortlos: Er wurde abgebrochen, oder der Rechner ging aus. Alles bis zum letzten Checkpoint ist erhalten; Fortsetzen macht dort weiter, zu denselben Zahlen.</translation>
    </message>
    <message>
        <source>The run failed without a message; the log may say more.</source>
        <translation>Der Lauf schlug ohne Meldung fehl; das Protokoll sagt vielleicht mehr.</translation>
    </message>
    <message>
        <source>%1
Once that is put right, Try again goes on from the last checkpoint; Branch starts a new run with other settings.</source>
        <translation>%1
Ist das behoben, macht „Erneut versuchen“ beim letzten Checkpoint weiter; „Abzweigen“ beginnt einen neuen Lauf mit anderen Einstellungen.</translation>
    </message>
    <message>
        <source>%1
Nothing was trained. Once that is put right, Try again starts it.</source>
        <translation>%1
Es wurde nichts trainiert. Ist das behoben, startet „Erneut versuchen“ den Lauf.</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>jeder Schritt</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>geglättet</translation>
    </message>
    <message>
        <source>stage %1: distil %2</source>
        <translation>Stufe %1: %2 destillieren</translation>
    </message>
    <message>
        <source>stage %1: %2</source>
        <translation>Stufe %1: %2</translation>
    </message>
    <message>
        <source>Complexity-aware</source>
        <translation>Nach Schwierigkeit</translation>
    </message>
    <message>
        <source>Short answers where the model is sure, the teacher&apos;s reasoning where it is not: reasoning tokens are spent only where they pay.</source>
        <translation>Kurze Antworten, wo das Modell sicher ist, die Begründung des Lehrers, wo nicht: Begründungstokens werden nur ausgegeben, wo sie sich lohnen.</translation>
    </message>
    <message>
        <source>SFT</source>
        <translation>SFT</translation>
    </message>
    <message>
        <source>Every band is trained on its short answers. The cheapest baseline.</source>
        <translation>Jedes Band wird auf seine kurzen Antworten trainiert. Die billigste Vergleichsbasis.</translation>
    </message>
    <message>
        <source>Distil everything</source>
        <translation>Alles destillieren</translation>
    </message>
    <message>
        <source>Every band is trained on the teacher&apos;s reasoning. The expensive baseline.</source>
        <translation>Jedes Band wird auf die Begründung des Lehrers trainiert. Die teuerste Vergleichsbasis.</translation>
    </message>
    <message>
        <source>Curriculum</source>
        <translation>Curriculum</translation>
    </message>
    <message>
        <source>Short answers, one band after another from sure to unsure. A baseline.</source>
        <translation>Kurze Antworten, ein Band nach dem anderen von sicher nach unsicher. Eine Vergleichsbasis.</translation>
    </message>
    <message>
        <source>Reverse routing</source>
        <translation>Umgekehrte Zuordnung</translation>
    </message>
    <message>
        <source>Reasoning where the model is sure, short answers where it is not: the control that shows whether the routing matters.</source>
        <translation>Begründung, wo das Modell sicher ist, kurze Antworten, wo nicht: die Kontrolle, die zeigt, ob die Zuordnung zählt.</translation>
    </message>
    <message>
        <source>Random split</source>
        <translation>Zufällige Aufteilung</translation>
    </message>
    <message>
        <source>As many questions reason as the least sure band holds, drawn from all bands: the control that shows whether entropy matters.</source>
        <translation>So viele Fragen mit Begründung, wie das unsicherste Band hat, aus allen Bändern gezogen: die Kontrolle, die zeigt, ob die Entropie zählt.</translation>
    </message>
    <message>
        <source>As chosen below</source>
        <translation>Wie unten gewählt</translation>
    </message>
    <message>
        <source>A routing of your own: each band as its row says.</source>
        <translation>Eine eigene Zuordnung: jedes Band, wie seine Zeile sagt.</translation>
    </message>
    <message>
        <source>SFT on the answer</source>
        <translation>SFT auf die Antwort</translation>
    </message>
    <message>
        <source>Distil the reasoning</source>
        <translation>Begründung destillieren</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Band %1</source>
        <translation>Band %1</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>etwa %1 s</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>etwa %1 h</translation>
    </message>
    <message>
        <source>about %1 days</source>
        <translation>etwa %1 Tage</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a folder that you may write to.</source>
        <translation>%1 ließ sich nicht schreiben. Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>Bild speichern…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.pdf *.png)</source>
        <translation>Bilder (*.svg *.pdf *.png)</translation>
    </message>
    <message>
        <source>Save data as CSV…</source>
        <translation>Daten als CSV speichern…</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>Daten speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>training, smoothed</source>
        <translation>Training, geglättet</translation>
    </message>
    <message>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Guess before you look</source>
        <translation>Erst schätzen, dann hinsehen</translation>
    </message>
    <message>
        <source>The model answers 5,800 questions of chained arithmetic with one letter of ten; chance gives 10 %. How sure it is of that letter can be measured: entropy. Of the third of the questions of which it is least sure, what share will be right?</source>
        <translation>Das Modell beantwortet 5.800 Fragen aus verketteten Rechnungen mit einem von zehn Buchstaben; Raten gibt 10 %. Wie sicher es sich ist, lässt sich messen: als Entropie. Welcher Anteil des Drittels, bei dem es am unsichersten ist, wird richtig sein?</translation>
    </message>
    <message>
        <source>Your guess: %1 %. The next step shows what it is.</source>
        <translation>Ihre Schätzung: %1 %. Der nächste Schritt zeigt, wie viel es ist.</translation>
    </message>
    <message>
        <source>Watch the histogram grow</source>
        <translation>Das Histogramm wachsen sehen</translation>
    </message>
    <message>
        <source>Press Score… and accept what stands there. The model answers every question in a process of its own; the histogram fills while it does.</source>
        <translation>Drücken Sie „Bewerten…“ und übernehmen Sie, was dort steht. Das Modell beantwortet jede Frage in einem eigenen Prozess; dabei füllt sich das Histogramm.</translation>
    </message>
    <message>
        <source>Each bar counts questions, right ones stacked on wrong ones. On the left the model is sure, on the right it is not. On the ROC, the further the curve is from the diagonal, the better entropy finds the errors.</source>
        <translation>Jeder Balken zählt Fragen, richtige auf falschen gestapelt. Links ist das Modell sicher, rechts nicht. Je weiter die ROC-Kurve von der Diagonale entfernt ist, desto besser findet die Entropie die Fehler.</translation>
    </message>
    <message>
        <source>Of the surest third %1 are right, of the least sure third %2.</source>
        <translation>Vom sichersten Drittel sind %1 richtig, vom unsichersten %2.</translation>
    </message>
    <message>
        <source>You guessed %1 %.</source>
        <translation>Geschätzt hatten Sie %1 %.</translation>
    </message>
    <message>
        <source>Drag the cut</source>
        <translation>Die Schwelle ziehen</translation>
    </message>
    <message>
        <source>Two lines cut the questions into easy, middle and hard. Drag one, or go to it with Tab and press the arrow keys: bands, ROC and tables follow in the same frame. Ctrl+Z takes it back.</source>
        <translation>Zwei Linien teilen die Fragen in leicht, mittel und schwer. Ziehen Sie eine, oder gehen Sie mit Tab hin und drücken Sie die Pfeiltasten: Bänder, ROC und Tabellen folgen sofort. Strg+Z nimmt es zurück.</translation>
    </message>
    <message>
        <source>Where the cuts lie decides what each question is trained on. The experiment of the next steps cuts at the thirds.</source>
        <translation>Wo die Schwellen liegen, entscheidet, womit jede Frage trainiert wird. Das Experiment der nächsten Schritte teilt bei den Dritteln.</translation>
    </message>
    <message>
        <source>Bet on a recipe</source>
        <translation>Auf ein Rezept wetten</translation>
    </message>
    <message>
        <source>Each recipe trains the same model on the same questions. A run costs what its answer tokens cost, and reasoning is six times as long as a letter. Which one gives the most accuracy for its tokens?</source>
        <translation>Jedes Rezept trainiert dasselbe Modell mit denselben Fragen. Ein Lauf kostet, was seine Antworttokens kosten, und Nachdenken ist sechsmal so lang wie ein Buchstabe. Welches bringt die meiste Genauigkeit für seine Tokens?</translation>
    </message>
    <message>
        <source>The bet stands. Before the test is opened, you may still change it.</source>
        <translation>Die Wette gilt. Bis der Test geöffnet wird, dürfen Sie sie ändern.</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Five recipes are trained one after another, three to four minutes on two cores. Curves come live, and what they show are validation questions: the test part stays sealed.</source>
        <translation>Fünf Rezepte werden nacheinander trainiert, drei bis vier Minuten auf zwei Kernen. Die Kurven kommen laufend und zeigen Validierungsfragen: Der Testteil bleibt versiegelt.</translation>
    </message>
    <message>
        <source>All %1 recipes are trained.</source>
        <translation>Alle %1 Rezepte sind trainiert.</translation>
    </message>
    <message>
        <source>%1 of %2 recipes are trained. It goes on when this window is closed.</source>
        <translation>%1 von %2 Rezepten sind trainiert. Es geht weiter, auch wenn dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>Weiter trainieren</translation>
    </message>
    <message>
        <source>Train the recipes</source>
        <translation>Rezepte trainieren</translation>
    </message>
    <message>
        <source>Scores what is missing, cuts at the thirds and trains what is not trained yet</source>
        <translation>Bewertet, was fehlt, teilt bei den Dritteln und trainiert, was noch nicht trainiert ist</translation>
    </message>
    <message>
        <source>Open the sealed test once</source>
        <translation>Den versiegelten Test einmal öffnen</translation>
    </message>
    <message>
        <source>900 questions have been seen by nobody: cuts, recipes and epochs were chosen without them. They are opened once, for all rows together, and the project&apos;s ledger notes it.</source>
        <translation>900 Fragen hat niemand gesehen: Schwellen, Rezepte und Epochen wurden ohne sie gewählt. Sie werden einmal geöffnet, für alle Zeilen zusammen, und das Projekt verzeichnet es.</translation>
    </message>
    <message>
        <source>At work…</source>
        <translation>Bei der Arbeit…</translation>
    </message>
    <message>
        <source>Open the test</source>
        <translation>Test öffnen</translation>
    </message>
    <message>
        <source>Tests the base and every trained recipe on the test part</source>
        <translation>Prüft die Basis und jedes trainierte Rezept am Testteil</translation>
    </message>
    <message>
        <source>Said honestly: reasoning everywhere, ended at as many tokens, is as good here, since toy reasoning is short. Short answers alone never get there.</source>
        <translation>Ehrlich gesagt: Überall nachdenken, nach ebenso vielen Tokens beendet, ist hier ebenso gut, denn Spielzeug-Gedanken sind kurz. Kurze Antworten allein kommen nie dorthin.</translation>
    </message>
    <message>
        <source>Sabotage and rescue</source>
        <translation>Sabotage und Rettung</translation>
    </message>
    <message>
        <source>The sabotage: in the row “random” as many questions reason as in “complexity-aware”, but they are drawn by lot. Choose that row of the table and see what it lost.</source>
        <translation>Die Sabotage: In der Zeile „random“ denken ebenso viele Fragen nach wie in „complexity-aware“, aber ausgelost. Wählen Sie diese Zeile der Tabelle und sehen Sie, was sie verlor.</translation>
    </message>
    <message>
        <source>With reasoning drawn by lot the model answers at once everywhere, and the hard band stays wrong. Can it not reason, or does it not know when? The rescue: every answer is made to begin with “Think:”.</source>
        <translation>Mit ausgelostem Nachdenken antwortet das Modell überall sofort, und das schwere Band bleibt falsch. Kann es nicht nachdenken, oder weiß es nicht, wann? Die Rettung: Jede Antwort muss mit „Think:“ beginnen.</translation>
    </message>
    <message>
        <source>On %1 validation questions: left alone %2 right with %3 tokens an answer; made to think %4 with %5. It had learned to reason. Entropy teaches when.</source>
        <translation>Auf %1 Validierungsfragen: sich selbst überlassen %2 richtig mit %3 Tokens je Antwort; zum Nachdenken gebracht %4 mit %5. Nachdenken hatte es gelernt. Die Entropie lehrt, wann.</translation>
    </message>
    <message>
        <source>Make it think</source>
        <translation>Nachdenken lassen</translation>
    </message>
    <message>
        <source>Lets the run answer the validation questions twice: as it likes, and begun with Think:</source>
        <translation>Lässt den Lauf die Validierungsfragen zweimal beantworten: wie er will, und mit Think: begonnen</translation>
    </message>
    <message>
        <source>Short answers everywhere</source>
        <translation>Überall kurze Antworten</translation>
    </message>
    <message>
        <source>Reasoning everywhere</source>
        <translation>Überall nachdenken</translation>
    </message>
    <message>
        <source>Reasoning where it is unsure</source>
        <translation>Nachdenken, wo es unsicher ist</translation>
    </message>
    <message>
        <source>Reasoning in a random third</source>
        <translation>Nachdenken in einem zufälligen Drittel</translation>
    </message>
    <message>
        <source>Reasoning everywhere, same tokens</source>
        <translation>Überall nachdenken, gleich viele Tokens</translation>
    </message>
    <message>
        <source>Time of the replay</source>
        <translation>Zeitpunkt der Wiedergabe</translation>
    </message>
    <message>
        <source>Drag to any moment of the run</source>
        <translation>Ziehen Sie zu einem beliebigen Zeitpunkt des Laufs</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>Geschwindigkeit der Wiedergabe</translation>
    </message>
    <message>
        <source>How many seconds of the run pass in one</source>
        <translation>Wie viele Sekunden des Laufs in einer vergehen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <translation>%1 (%2, %3)</translation>
    </message>
    <message>
        <source>Mean entropy of the answer (nats)</source>
        <translation>Mittlere Entropie der Antwort (nat)</translation>
    </message>
    <message>
        <source>Mean entropy of its tokens</source>
        <translation>Mittlere Entropie ihrer Tokens</translation>
    </message>
    <message>
        <source>mean entropy</source>
        <translation>mittlere Entropie</translation>
    </message>
    <message>
        <source>Largest entropy of the answer (nats)</source>
        <translation>Größte Entropie der Antwort (nat)</translation>
    </message>
    <message>
        <source>Largest entropy of its tokens</source>
        <translation>Größte Entropie ihrer Tokens</translation>
    </message>
    <message>
        <source>largest entropy</source>
        <translation>größte Entropie</translation>
    </message>
    <message>
        <source>NLL of the answer (nats per token)</source>
        <translation>NLL der Antwort (nat je Token)</translation>
    </message>
    <message>
        <source>Negative log likelihood per token of the answer</source>
        <translation>Negative Log-Likelihood je Token der Antwort</translation>
    </message>
    <message>
        <source>NLL of the answer</source>
        <translation>NLL der Antwort</translation>
    </message>
    <message>
        <source>Length of the answer</source>
        <translation>Länge der Antwort</translation>
    </message>
    <message>
        <source>Tokens of the answer</source>
        <translation>Tokens der Antwort</translation>
    </message>
    <message>
        <source>length of the answer</source>
        <translation>Länge der Antwort</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Reasoning: mean entropy (nats)</source>
        <translation>Begründung: mittlere Entropie (nat)</translation>
    </message>
    <message>
        <source>Mean token entropy over the recorded reasoning</source>
        <translation>Mittlere Token-Entropie über die aufgezeichnete Begründung</translation>
    </message>
    <message>
        <source>mean entropy of the reasoning</source>
        <translation>mittlere Entropie der Begründung</translation>
    </message>
    <message>
        <source>Reasoning: largest entropy (nats)</source>
        <translation>Begründung: größte Entropie (nat)</translation>
    </message>
    <message>
        <source>Largest token entropy in the recorded reasoning</source>
        <translation>Größte Token-Entropie in der aufgezeichneten Begründung</translation>
    </message>
    <message>
        <source>largest entropy of the reasoning</source>
        <translation>größte Entropie der Begründung</translation>
    </message>
    <message>
        <source>Reasoning: entropy at its answer (nats)</source>
        <translation>Begründung: Entropie an ihrer Antwort (nat)</translation>
    </message>
    <message>
        <source>Entropy where the recorded reasoning names its option</source>
        <translation>Entropie, wo die aufgezeichnete Begründung ihre Option nennt</translation>
    </message>
    <message>
        <source>entropy after reasoning</source>
        <translation>Entropie nach der Begründung</translation>
    </message>
    <message>
        <source>Reasoning: NLL (nats per token)</source>
        <translation>Begründung: NLL (nat je Token)</translation>
    </message>
    <message>
        <source>Negative log likelihood per token of the recorded reasoning</source>
        <translation>Negative Log-Likelihood je Token der aufgezeichneten Begründung</translation>
    </message>
    <message>
        <source>NLL of the reasoning</source>
        <translation>NLL der Begründung</translation>
    </message>
    <message>
        <source>Reasoning: IFD</source>
        <translation>Begründung: IFD</translation>
    </message>
    <message>
        <source>NLL of the reasoning with the question / without</source>
        <translation>NLL der Begründung mit Frage / ohne</translation>
    </message>
    <message>
        <source>IFD of the reasoning</source>
        <translation>IFD der Begründung</translation>
    </message>
    <message>
        <source>IFD of the key</source>
        <translation>IFD des Schlüssels</translation>
    </message>
    <message>
        <source>NLL of the key with the question / without</source>
        <translation>NLL des Schlüssels mit Frage / ohne</translation>
    </message>
    <message>
        <source>Data map: 1 − confidence</source>
        <translation>Datenkarte: 1 − Konfidenz</translation>
    </message>
    <message>
        <source>1 − mean probability of the key over the epochs</source>
        <translation>1 − mittlere Wahrscheinlichkeit des Schlüssels über die Epochen</translation>
    </message>
    <message>
        <source>1 − confidence</source>
        <translation>1 − Konfidenz</translation>
    </message>
    <message>
        <source>Data map: variability</source>
        <translation>Datenkarte: Schwankung</translation>
    </message>
    <message>
        <source>Standard deviation of the key&apos;s probability over the epochs</source>
        <translation>Standardabweichung der Wahrscheinlichkeit des Schlüssels über die Epochen</translation>
    </message>
    <message>
        <source>variability</source>
        <translation>Schwankung</translation>
    </message>
    <message>
        <source>Data map: epochs answered wrong</source>
        <translation>Datenkarte: falsch beantwortete Epochen</translation>
    </message>
    <message>
        <source>Epochs with a wrong answer</source>
        <translation>Epochen mit falscher Antwort</translation>
    </message>
    <message>
        <source>epochs answered wrong</source>
        <translation>falsch beantwortete Epochen</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswerHistogram</name>
    <message>
        <source>%1 before training</source>
        <translation>%1 vor dem Training</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Entropy of the answer token (nats, log scale)</source>
        <translation>Entropie des Antworttokens (nat, logarithmisch)</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>%1 answers, %2 of them right</source>
        <translation>%1 Antworten, davon %2 richtig</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswerHistory</name>
    <message>
        <source>Show more</source>
        <translation>Mehr zeigen</translation>
    </message>
    <message>
        <source>%1 of %2 are shown</source>
        <translation>%1 von %2 werden gezeigt</translation>
    </message>
    <message>
        <source>Answers over time</source>
        <translation>Antworten im Lauf der Zeit</translation>
    </message>
    <message>
        <source>%1, epoch %2%3</source>
        <translation>%1, Epoche %2%3</translation>
    </message>
    <message>
        <source>, with reasoning</source>
        <translation>, mit Begründung</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>Shows what the run wrote, its tokens coloured by entropy</source>
        <translation>Zeigt, was der Lauf geschrieben hat, die Tokens nach Entropie gefärbt</translation>
    </message>
    <message>
        <source>Show the answer of %1</source>
        <translation>Antwort von %1 zeigen</translation>
    </message>
    <message>
        <source>All answers of this run on Explore</source>
        <translation>Alle Antworten dieses Laufs erkunden</translation>
    </message>
    <message>
        <source>Makes a scoring of these answers: their entropies over the reasoning, and how sure the run became of each key from epoch to epoch</source>
        <translation>Macht aus diesen Antworten eine Bewertung: ihre Entropien über die Begründung und wie sicher sich der Lauf von Epoche zu Epoche jedes Schlüssels wurde</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswerTableModel</name>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ richtig</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ falsch</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>Urteil</translation>
    </message>
    <message>
        <source>Whether the answer is right</source>
        <translation>Ob die Antwort richtig ist</translation>
    </message>
    <message>
        <source>question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>Was gefragt wurde</translation>
    </message>
    <message>
        <source>said</source>
        <translation>sagt</translation>
    </message>
    <message>
        <source>The option that the answer names</source>
        <translation>Die Option, die die Antwort nennt</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>The right option</source>
        <translation>Die richtige Option</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Of the answer token, in nats</source>
        <translation>Des Antworttokens, in nat</translation>
    </message>
    <message>
        <source>before</source>
        <translation>zuvor</translation>
    </message>
    <message>
        <source>Entropy of the untuned model in the scoring that the bands come from, in nats</source>
        <translation>Entropie des untrainierten Modells in der Bewertung, aus der die Bänder stammen, in nat</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Tokens of the whole answer</source>
        <translation>Tokens der ganzen Antwort</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>What the model wrote</source>
        <translation>Was das Modell schrieb</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswersView</name>
    <message>
        <source>%1 part, afterwards</source>
        <translation>Teil %1, danach</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>vor dem Training</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>Options, the key marked</source>
        <translation>Optionen, der Schlüssel markiert</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source> · entropy %1 nats</source>
        <translation> · Entropie %1 nat</translation>
    </message>
    <message>
        <source> · %1 nats before training</source>
        <translation> · %1 nat vor dem Training</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>The chosen answer in full</source>
        <translation>Die gewählte Antwort im Ganzen</translation>
    </message>
    <message>
        <source>Whose answers: which evaluation</source>
        <translation>Wessen Antworten: welche Auswertung</translation>
    </message>
    <message>
        <source>Which answers</source>
        <translation>Welche Antworten</translation>
    </message>
    <message>
        <source>all answers</source>
        <translation>alle Antworten</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>think first</source>
        <translation>denken zuerst</translation>
    </message>
    <message>
        <source>Search question and answer</source>
        <translation>Frage und Antwort durchsuchen</translation>
    </message>
    <message>
        <source>Only rows whose question or answer holds these words</source>
        <translation>Nur Zeilen, deren Frage oder Antwort diese Wörter enthält</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 Antworten</translation>
    </message>
    <message>
        <source>No evaluation yet: validation comes before the first step and after each epoch, and its answers stand here, each with what the model wrote.</source>
        <translation>Noch keine Auswertung: Validiert wird vor dem ersten Schritt und nach jeder Epoche; die Antworten stehen dann hier, jede mit dem, was das Modell geschrieben hat.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AuditModel</name>
    <message>
        <source>✗ key wrong</source>
        <translation>✗ Schlüssel falsch</translation>
    </message>
    <message>
        <source>✓ key right</source>
        <translation>✓ Schlüssel richtig</translation>
    </message>
    <message>
        <source>? unclear</source>
        <translation>? unklar</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Teachers</source>
        <translation>Lehrer</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>Urteil</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AuditView</name>
    <message>
        <source>Is the key wrong?</source>
        <translation>Ist der Schlüssel falsch?</translation>
    </message>
    <message>
        <source>✗ Key wrong</source>
        <translation>✗ Schlüssel falsch</translation>
    </message>
    <message>
        <source>The key is wrong, the model right (W)</source>
        <translation>Der Schlüssel ist falsch, das Modell hat recht (W)</translation>
    </message>
    <message>
        <source>✓ Key right</source>
        <translation>✓ Schlüssel richtig</translation>
    </message>
    <message>
        <source>The key is right, the model wrong (R)</source>
        <translation>Der Schlüssel ist richtig, das Modell liegt falsch (R)</translation>
    </message>
    <message>
        <source>? Unclear</source>
        <translation>? Unklar</translation>
    </message>
    <message>
        <source>The question has no single answer (U)</source>
        <translation>Die Frage hat keine eindeutige Antwort (U)</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Takes the verdict back (Delete)</source>
        <translation>Nimmt das Urteil zurück (Entf)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Writes the list with its verdicts to a file</source>
        <translation>Schreibt die Liste mit ihren Urteilen in eine Datei</translation>
    </message>
    <message>
        <source>Keys that may be wrong</source>
        <translation>Vielleicht falsche Schlüssel</translation>
    </message>
    <message>
        <source>%1 to look at, %2 with a verdict</source>
        <translation>%1 anzusehen, %2 mit Urteil</translation>
    </message>
    <message>
        <source>The model was sure (at or below the first cut, %1) and differs from the key, and recorded reasoning of a teacher comes to the model&apos;s answer.</source>
        <translation>Das Modell war sicher (höchstens die erste Schwelle, %1) und weicht vom Schlüssel ab, und eine aufgezeichnete Begründung eines Lehrers kommt zur Antwort des Modells.</translation>
    </message>
    <message>
        <source>Nothing to look at: no sure and wrong answer (at or below %1) is shared by recorded reasoning. Attach a teacher&apos;s reasoning on the Data page, or move the first cut.</source>
        <translation>Nichts anzusehen: Keine sichere und falsche Antwort (höchstens %1) wird von einer aufgezeichneten Begründung geteilt. Hängen Sie auf der Seite Daten die Begründungen eines Lehrers an oder verschieben Sie die erste Schwelle.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BandHeader</name>
    <message>
        <source>Click a band to list its questions below</source>
        <translation>Ein Klick auf ein Band listet unten seine Fragen</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bänder</translation>
    </message>
    <message>
        <source> · %1 right</source>
        <translation> · %1 richtig</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BandRecipes</name>
    <message>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>Where the question&apos;s uncertainty lies between the cuts</source>
        <translation>Wo die Unsicherheit der Frage zwischen den Schwellen liegt</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>Trainiert auf</translation>
    </message>
    <message>
        <source>What the questions of the band are trained on</source>
        <translation>Worauf die Fragen des Bandes trainiert werden</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Training questions that take part; validation and test questions never do</source>
        <translation>Trainingsfragen, die teilnehmen; Fragen aus Validierung und Test nie</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>Antworttokens</translation>
    </message>
    <message>
        <source>Tokens that the loss is taken on, each answer once</source>
        <translation>Tokens, auf die der Verlust genommen wird, jede Antwort einmal</translation>
    </message>
    <message>
        <source>Of full</source>
        <translation>Von voll</translation>
    </message>
    <message>
        <source>Answer tokens as a share of distilling every band</source>
        <translation>Antworttokens als Anteil am Destillieren aller Bänder</translation>
    </message>
    <message>
        <source>Per answer</source>
        <translation>Je Antwort</translation>
    </message>
    <message>
        <source>Answer tokens of one row, on average</source>
        <translation>Antworttokens einer Zeile, im Mittel</translation>
    </message>
    <message>
        <source>What the %1 band is trained on</source>
        <translation>Worauf das Band %1 trainiert wird</translation>
    </message>
    <message>
        <source>Chooses what the questions of this band are trained on</source>
        <translation>Wählt, worauf die Fragen dieses Bandes trainiert werden</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>Zusammen</translation>
    </message>
    <message>
        <source>%1 of these rows reason.</source>
        <translation>%1 dieser Zeilen begründen.</translation>
    </message>
    <message>
        <source>%1 questions are left out: they have no recorded reasoning.</source>
        <translation>%1 Fragen fallen weg: Sie haben keine aufgezeichnete Begründung.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BandTableModel</name>
    <message>
        <source>Easy</source>
        <translation>Leicht</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>Schwer</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Band %1</source>
        <translation>Band %1</translation>
    </message>
    <message>
        <source>SFT on the answer</source>
        <translation>SFT auf die Antwort</translation>
    </message>
    <message>
        <source>Distil the reasoning</source>
        <translation>Begründung destillieren</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>Band</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>Antworttokens</translation>
    </message>
    <message>
        <source>CoT tokens</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>Trainiert</translation>
    </message>
    <message>
        <source>Of full</source>
        <translation>Von voll</translation>
    </message>
    <message>
        <source>Where the question&apos;s uncertainty lies between the cuts</source>
        <translation>Wo die Unsicherheit der Frage zwischen den Schwellen liegt</translation>
    </message>
    <message>
        <source>Valid answers in the band</source>
        <translation>Gültige Antworten im Band</translation>
    </message>
    <message>
        <source>Share of the band that the model answered rightly</source>
        <translation>Anteil des Bandes, den das Modell richtig beantwortet hat</translation>
    </message>
    <message>
        <source>Tokens of the short answers, each counted once</source>
        <translation>Tokens der kurzen Antworten, jede einmal gezählt</translation>
    </message>
    <message>
        <source>Tokens of the recorded reasoning</source>
        <translation>Tokens der aufgezeichneten Begründungen</translation>
    </message>
    <message>
        <source>What the band is trained with</source>
        <translation>Womit das Band trainiert wird</translation>
    </message>
    <message>
        <source>Answer tokens that this recipe trains on, each counted once</source>
        <translation>Antworttokens, auf die dieses Rezept trainiert, jedes einmal gezählt</translation>
    </message>
    <message>
        <source>Trained tokens as a share of distilling every band</source>
        <translation>Trainierte Tokens als Anteil am Destillieren aller Bänder</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BranchSheet</name>
    <message>
        <source>Branch</source>
        <translation>Abzweigen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Starts the new run as a job of its own; it goes on when the window is closed</source>
        <translation>Startet den neuen Lauf als eigenen Auftrag; er läuft weiter, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>Alle Einstellungen</translation>
    </message>
    <message>
        <source>Unfolds the whole document: every setting of the run, to be changed by hand</source>
        <translation>Klappt das ganze Dokument auf: jede Einstellung des Laufs, von Hand zu ändern</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>How the new run is called in the list</source>
        <translation>Wie der neue Lauf in der Liste heißt</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>What each band is trained on from here on</source>
        <translation>Worauf jedes Band ab hier trainiert wird</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Of all stages, or one number for each stage: 8, 4</source>
        <translation>Aller Stufen, oder eine Zahl je Stufe: 8, 4</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>At its highest</source>
        <translation>An ihrem höchsten Punkt</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Order of the questions and random choices</source>
        <translation>Reihenfolge der Fragen und zufällige Entscheidungen</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>Dasselbe im Terminal</translation>
    </message>
    <message>
        <source>What to type instead; select and copy it</source>
        <translation>Was man stattdessen eintippt; auswählen und kopieren</translation>
    </message>
    <message>
        <source>%1, branch</source>
        <translation>%1, Abzweig</translation>
    </message>
    <message>
        <source>A new run that begins with the best weights of %1 (%2). The optimiser starts anew; everything else is as set here.</source>
        <translation>Ein neuer Lauf, der mit den besten Gewichten von %1 (%2) beginnt. Der Optimierer beginnt neu; alles andere ist wie hier eingestellt.</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>its last validation</source>
        <translation>seine letzte Validierung</translation>
    </message>
    <message>
        <source>▸  All settings</source>
        <translation>▸  Alle Einstellungen</translation>
    </message>
    <message>
        <source>▾  All settings</source>
        <translation>▾  Alle Einstellungen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CategoryGrid</name>
    <message>
        <source>only right answers</source>
        <translation>nur richtige</translation>
    </message>
    <message>
        <source>only wrong answers</source>
        <translation>nur falsche</translation>
    </message>
    <message>
        <source>This data set has no categories</source>
        <translation>Dieser Datensatz hat keine Kategorien</translation>
    </message>
    <message>
        <source>%1: %2 questions, AUC %3</source>
        <translation>%1: %2 Fragen, AUC %3</translation>
    </message>
    <message>
        <source>%1: %2 questions</source>
        <translation>%1: %2 Fragen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChangeCard</name>
    <message>
        <source>Questions won and lost by band</source>
        <translation>Gewonnene und verlorene Fragen nach Band</translation>
    </message>
    <message>
        <source>A click on a band lists its questions; the arrow keys do too</source>
        <translation>Ein Klick auf ein Band listet seine Fragen; die Pfeiltasten auch</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>Baseline</translation>
    </message>
    <message>
        <source>This recipe</source>
        <translation>Dieses Rezept</translation>
    </message>
    <message>
        <source>Differences in configuration</source>
        <translation>Unterschiede der Konfiguration</translation>
    </message>
    <message>
        <source>What changed?</source>
        <translation>Was hat sich geändert?</translation>
    </message>
    <message>
        <source>A second recipe with answers on the same questions would be compared with the baseline here.</source>
        <translation>Ein zweites Rezept mit Antworten auf dieselben Fragen würde hier mit der Baseline verglichen.</translation>
    </message>
    <message>
        <source>Once a run is finished and evaluated, others are compared with it here.</source>
        <translation>Ist ein Lauf fertig und ausgewertet, werden andere hier mit ihm verglichen.</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 gegen %2</translation>
    </message>
    <message>
        <source>Reading answers…</source>
        <translation>Antworten werden gelesen…</translation>
    </message>
    <message>
        <source>On the same %1 questions; p is Holm&apos;s over all ticked recipes</source>
        <translation>Auf denselben %1 Fragen; p nach Holm über alle angekreuzten Rezepte</translation>
    </message>
    <message>
        <source>No bands: these runs were trained without cuts</source>
        <translation>Keine Bänder: Diese Läufe wurden ohne Schwellen trainiert</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Make this the baseline</source>
        <translation>Als Baseline nehmen</translation>
    </message>
    <message>
        <source>Compares every other recipe with this one from now on (Ctrl+B in the table)</source>
        <translation>Vergleicht von nun an jedes andere Rezept mit diesem (Strg+B in der Tabelle)</translation>
    </message>
    <message>
        <source>%1 answer tokens trained against %2 (%3 %)</source>
        <translation>%1 Antworttokens trainiert gegen %2 (%3 %)</translation>
    </message>
    <message>
        <source>%1 per answer against %2</source>
        <translation>%1 je Antwort gegen %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChangedCard</name>
    <message>
        <source>Won</source>
        <translation>Gewonnen</translation>
    </message>
    <message>
        <source>Questions that the recipe gets right more often</source>
        <translation>Fragen, die das Rezept öfter richtig beantwortet</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Questions that the baseline gets right more often</source>
        <translation>Fragen, die die Baseline öfter richtig beantwortet</translation>
    </message>
    <message>
        <source>Questions that changed</source>
        <translation>Fragen, die sich geändert haben</translation>
    </message>
    <message>
        <source>The chosen question with both answers</source>
        <translation>Die gewählte Frage mit beiden Antworten</translation>
    </message>
    <message>
        <source>Only the questions of this band</source>
        <translation>Nur die Fragen dieses Bandes</translation>
    </message>
    <message>
        <source>Won %1</source>
        <translation>Gewonnen %1</translation>
    </message>
    <message>
        <source>Lost %1</source>
        <translation>Verloren %1</translation>
    </message>
    <message>
        <source>No question of this kind.</source>
        <translation>Keine Frage dieser Art.</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>ungültig</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ richtig</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ falsch</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 Tokens</translation>
    </message>
    <message>
        <source>entropy %1</source>
        <translation>Entropie %1</translation>
    </message>
    <message>
        <source>seed %1: </source>
        <translation>Seed %1: </translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChangedQuestions</name>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>Of the base model&apos;s answer, before any training</source>
        <translation>Der Antwort des Grundmodells, vor jedem Training</translation>
    </message>
    <message>
        <source>Where the question is from</source>
        <translation>Woher die Frage stammt</translation>
    </message>
    <message>
        <source>A click opens it with both answers</source>
        <translation>Ein Klick öffnet sie mit beiden Antworten</translation>
    </message>
    <message>
        <source>What the baseline answered, by seed where its seeds differ</source>
        <translation>Was die Baseline antwortete, nach Seed, wo ihre Seeds sich unterscheiden</translation>
    </message>
    <message>
        <source>What this recipe answered, by seed where its seeds differ</source>
        <translation>Was dieses Rezept antwortete, nach Seed, wo seine Seeds sich unterscheiden</translation>
    </message>
    <message>
        <source>The right answer</source>
        <translation>Die richtige Antwort</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChartDeck</name>
    <message>
        <source>Move over the chart to read values, draw to zoom, double-click to see everything. Keys: arrows, + and −, Esc</source>
        <translation>Mit der Maus Werte ablesen, zum Vergrößern aufziehen, mit Doppelklick alles zeigen. Tasten: Pfeile, + und −, Esc</translation>
    </message>
    <message>
        <source>Weight of the past in the smoothed lines; 0 shows each step alone</source>
        <translation>Gewicht der Vergangenheit in den geglätteten Linien; 0 zeigt jeden Schritt für sich</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>Glättung</translation>
    </message>
    <message>
        <source>Smoothing %1</source>
        <translation>Glättung %1</translation>
    </message>
    <message>
        <source>optimiser steps</source>
        <translation>Optimiererschritte</translation>
    </message>
    <message>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>tokens trained, prompts included</source>
        <translation>trainierte Tokens mit Prompts</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>time at work (min:s)</source>
        <translation>Arbeitszeit (min:s)</translation>
    </message>
    <message>
        <source>time</source>
        <translation>Zeit</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChartLegend</name>
    <message>
        <source>Legend: %1</source>
        <translation>Legende: %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChatPage</name>
    <message>
        <source>Talk to a model</source>
        <translation>Mit einem Modell sprechen</translation>
    </message>
    <message>
        <source>Models of the project and what runs made of them answer here, two side by side, every token tinted by how sure the model was. This project has no model yet.</source>
        <translation>Hier antworten Modelle des Projekts und was Läufe aus ihnen machten, zwei nebeneinander, jedes Token danach getönt, wie sicher das Modell war. Dieses Projekt hat noch kein Modell.</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>Modell hinzufügen</translation>
    </message>
    <message>
        <source>On Data, models are added</source>
        <translation>Modelle werden auf der Seite Daten hinzugefügt</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>Temperatur</translation>
    </message>
    <message>
        <source>0 takes the most probable token each time; more draws more boldly</source>
        <translation>0 nimmt jedes Mal das wahrscheinlichste Token; mehr wählt mutiger</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Draws among the most probable tokens that reach this share together</source>
        <translation>Wählt unter den wahrscheinlichsten Tokens, die zusammen diesen Anteil erreichen</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed draws the same answer</source>
        <translation>Derselbe Seed gibt dieselbe Antwort</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Tokens of the longest answer</source>
        <translation>Tokens der längsten Antwort</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> Tokens</translation>
    </message>
    <message>
        <source>Two side by side</source>
        <translation>Zwei nebeneinander</translation>
    </message>
    <message>
        <source>Asks a second model or run the same</source>
        <translation>Fragt ein zweites Modell oder einen zweiten Lauf dasselbe</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>Neues Gespräch</translation>
    </message>
    <message>
        <source>Forgets what was said</source>
        <translation>Vergisst, was gesagt wurde</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>Ihre Nachricht</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Enter sendet, Umschalt+Enter beginnt eine neue Zeile</translation>
    </message>
    <message>
        <source>Write to the model. Enter sends, Shift+Enter begins a new line.</source>
        <translation>Schreiben Sie dem Modell. Enter sendet, Umschalt+Enter beginnt eine neue Zeile.</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Sends the message (Enter)</source>
        <translation>Sendet die Nachricht (Enter)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Ends the answers where they are (Esc)</source>
        <translation>Beendet die Antworten, wo sie gerade sind (Esc)</translation>
    </message>
    <message>
        <source>run %1 · %2</source>
        <translation>Lauf %1 · %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChatPane</name>
    <message>
        <source>Model or run that answers</source>
        <translation>Modell oder Lauf, der antwortet</translation>
    </message>
    <message>
        <source>Model or run to compare with</source>
        <translation>Modell oder Lauf zum Vergleich</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>Gespräch</translation>
    </message>
    <message>
        <source>Answers appear here, token by token.</source>
        <translation>Hier erscheinen die Antworten, Token für Token.</translation>
    </message>
    <message>
        <source>loaded on the %1, %2 tokens of context</source>
        <translation>geladen auf %1, %2 Tokens Kontext</translation>
    </message>
    <message>
        <source>%1 tokens, %2 tokens/s</source>
        <translation>%1 Tokens, %2 Tokens/s</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>cut off at the longest answer</source>
        <translation>abgebrochen bei der längsten Antwort</translation>
    </message>
    <message>
        <source>cut off where the model&apos;s context ends</source>
        <translation>abgebrochen am Ende des Modellkontexts</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>Modell wird geladen</translation>
    </message>
    <message>
        <source>A question with options, one a line (A. …, B. …), also shows its band.</source>
        <translation>Eine Frage mit Optionen, je eine pro Zeile (A. …, B. …), zeigt auch ihr Band.</translation>
    </message>
    <message>
        <source>No band: %1</source>
        <translation>Kein Band: %1</translation>
    </message>
    <message>
        <source>Asked for one token it says “%1”, which names no option (%2 nats).</source>
        <translation>Um ein Token gebeten, sagt es „%1“, was keine Option nennt (%2 nat).</translation>
    </message>
    <message>
        <source>Asked for one token it says %1, with an entropy of %2 nats.</source>
        <translation>Um ein Token gebeten, sagt es %1, mit einer Entropie von %2 nat.</translation>
    </message>
    <message>
        <source>This question would be invalid.</source>
        <translation>Diese Frage wäre ungültig.</translation>
    </message>
    <message>
        <source>Cut the entropy on Explore, and its band is told here.</source>
        <translation>Teilen Sie die Entropie auf „Erkunden“, dann steht hier das Band.</translation>
    </message>
    <message>
        <source>This question would fall into:</source>
        <translation>Diese Frage fiele in:</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChatProcess</name>
    <message>
        <source>The model&apos;s process ended unexpectedly. %1</source>
        <translation>Der Prozess des Modells endete unerwartet. %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CliCall</name>
    <message>
        <source>%1 ended unexpectedly. %2</source>
        <translation>%1 endete unerwartet. %2</translation>
    </message>
    <message>
        <source>%1 gave exit code %2 and said nothing.</source>
        <translation>%1 gab den Rückgabewert %2 und sagte nichts.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ComparePage</name>
    <message>
        <source>Which recipe is worth its tokens?</source>
        <translation>Welches Rezept ist seine Tokens wert?</translation>
    </message>
    <message>
        <source>Finished runs would stand here side by side: their seeds folded to a mean with its interval, what their tokens buy, whether a difference is shown, and which questions were won and lost. A run begins on Explore; the demo&apos;s experiment on Runs trains five recipes.</source>
        <translation>Fertige Läufe stünden hier nebeneinander: ihre Seeds zu einem Mittel mit Intervall zusammengefasst, was ihre Tokens bringen, ob ein Unterschied gezeigt ist, und welche Fragen gewonnen und verloren wurden. Ein Lauf beginnt auf „Erkunden“; das Experiment der Demo auf „Läufe“ trainiert fünf Rezepte.</translation>
    </message>
    <message>
        <source>Go to Runs</source>
        <translation>Zu den Läufen</translation>
    </message>
    <message>
        <source>What is being trained, and the demo</source>
        <translation>Was gerade trainiert wird, und die Demo</translation>
    </message>
    <message>
        <source>Go to Explore</source>
        <translation>Zu „Erkunden“</translation>
    </message>
    <message>
        <source>There the bands are cut, and Train starts a run</source>
        <translation>Dort werden die Bänder geteilt, und „Trainieren“ startet einen Lauf</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Which questions</source>
        <translation>Welche Fragen</translation>
    </message>
    <message>
        <source>On which part of the data runs are compared. Only tests that were made are shown: nothing is opened here</source>
        <translation>Auf welchem Teil der Daten Läufe verglichen werden. Nur gemachte Tests werden gezeigt: Hier wird nichts geöffnet</translation>
    </message>
    <message>
        <source>validation questions</source>
        <translation>Validierungsfragen</translation>
    </message>
    <message>
        <source>test questions</source>
        <translation>Testfragen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>The table as CSV, to read elsewhere</source>
        <translation>Die Tabelle als CSV, um sie anderswo zu lesen</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>The whole comparison as one file: for a browser, or on paper</source>
        <translation>Der ganze Vergleich als eine Datei: für den Browser oder auf Papier</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>Methoden</translation>
    </message>
    <message>
        <source>The paragraph for a paper, from what these runs stored</source>
        <translation>Der Absatz für eine Veröffentlichung, aus dem, was diese Läufe gespeichert haben</translation>
    </message>
    <message>
        <source>For a browser (HTML)…</source>
        <translation>Für den Browser (HTML)…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>On paper (PDF)…</source>
        <translation>Auf Papier (PDF)…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>Tabelle speichern</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>%1 of %2 recipes</source>
        <translation>%1 von %2 Rezepten</translation>
    </message>
    <message>
        <source>baseline: %1</source>
        <translation>Baseline: %1</translation>
    </message>
    <message>
        <source>test of %1 opened once</source>
        <translation>Test von %1 einmal geöffnet</translation>
    </message>
    <message>
        <source>test of %1 opened %2 times</source>
        <translation>Test von %1 %2-mal geöffnet</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a folder that you may write to.</source>
        <translation>%1 ließ sich nicht schreiben. Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>%1 ist geschrieben.</translation>
    </message>
    <message>
        <source>From what the ticked runs stored; papers are in English, so this is too.</source>
        <translation>Aus dem, was die angekreuzten Läufe gespeichert haben; Veröffentlichungen sind englisch, also auch dies.</translation>
    </message>
    <message>
        <source>Paragraph for a paper</source>
        <translation>Absatz für eine Veröffentlichung</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the paragraph</source>
        <translation>Kopiert den Absatz</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) with answers, curves, log and checkpoints would be gone for good.</source>
        <translation>
            <numerusform>%n Lauf mit Antworten, Kurven, Protokoll und Checkpoints wäre endgültig verloren.</numerusform>
            <numerusform>%n Läufe mit Antworten, Kurven, Protokoll und Checkpoints wären endgültig verloren.</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Nothing is deleted</source>
        <translation>Nichts wird gelöscht</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Deletes for good</source>
        <translation>Löscht endgültig</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CompareTable</name>
    <message>
        <source>no answers</source>
        <translation>keine Antworten</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>nicht gezählt</translation>
    </message>
    <message>
        <source>%1 questions, invalid answers counted as wrong; 95 % interval</source>
        <translation>%1 Fragen, ungültige Antworten als falsch gezählt; 95-%-Intervall</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Runs that differ in nothing but the seed are one line; a double click renames</source>
        <translation>Läufe, die sich nur im Seed unterscheiden, sind eine Zeile; ein Doppelklick benennt um</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>Seeds</translation>
    </message>
    <message>
        <source>Finished runs of different seeds</source>
        <translation>Fertige Läufe verschiedener Seeds</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Percent right of all questions, mean over the seeds, with its 95 % interval</source>
        <translation>Prozent richtig von allen Fragen, Mittel über die Seeds, mit 95-%-Intervall</translation>
    </message>
    <message>
        <source>Δ baseline</source>
        <translation>Δ Baseline</translation>
    </message>
    <message>
        <source>Points above or below the baseline on the same questions, with its 95 % interval</source>
        <translation>Punkte über oder unter der Baseline auf denselben Fragen, mit 95-%-Intervall</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Of the recipes&apos; difference, over questions and seeds; Holm over all that are ticked</source>
        <translation>Des Unterschieds der Rezepte, über Fragen und Seeds; Holm über alle angekreuzten</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>Antworttokens</translation>
    </message>
    <message>
        <source>Answer tokens trained on, each as often as it was seen</source>
        <translation>Trainierte Antworttokens, jedes so oft, wie es gesehen wurde</translation>
    </message>
    <message>
        <source>Written per answer</source>
        <translation>Je Antwort</translation>
    </message>
    <message>
        <source>Tokens the model writes for one answer</source>
        <translation>Tokens, die das Modell für eine Antwort schreibt</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Training time, mean over the seeds</source>
        <translation>Trainingszeit, Mittel über die Seeds</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Your own words; a double click edits them</source>
        <translation>Eigene Wörter; ein Doppelklick bearbeitet sie</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Your own notes; a double click edits them</source>
        <translation>Eigene Notizen; ein Doppelklick bearbeitet sie</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>What each band was trained on</source>
        <translation>Worauf jedes Band trainiert wurde</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Where the runs are</source>
        <translation>Wie weit die Läufe sind</translation>
    </message>
    <message>
        <source>Valid only</source>
        <translation>Nur gültige</translation>
    </message>
    <message>
        <source>Percent right of the answers that name an option</source>
        <translation>Prozent richtig der Antworten, die eine Option nennen</translation>
    </message>
    <message>
        <source>Unique tokens</source>
        <translation>Verschiedene Tokens</translation>
    </message>
    <message>
        <source>Answer tokens trained on, each once</source>
        <translation>Trainierte Antworttokens, jedes einmal</translation>
    </message>
    <message>
        <source>With prompts</source>
        <translation>Mit Prompts</translation>
    </message>
    <message>
        <source>All tokens that went through training</source>
        <translation>Alle Tokens, die durch das Training gingen</translation>
    </message>
    <message>
        <source>From the teacher</source>
        <translation>Vom Lehrer</translation>
    </message>
    <message>
        <source>Tokens the teacher wrote for these questions, wrong answers too</source>
        <translation>Tokens, die der Lehrer für diese Fragen schrieb, auch für falsche Antworten</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Begonnen</translation>
    </message>
    <message>
        <source>When the first of the runs began</source>
        <translation>Wann der erste der Läufe begann</translation>
    </message>
    <message>
        <source>level</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>run</source>
        <translation>Lauf</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ConfusionView</name>
    <message>
        <source>A question above the cut counts as flagged. Accuracy, precision, recall and F1 judge the flag as a prediction that the answer is wrong.</source>
        <translation>Eine Frage über der Schwelle gilt als markiert. Genauigkeit, Präzision, Trefferquote und F1 beurteilen die Markierung als Vorhersage, dass die Antwort falsch ist.</translation>
    </message>
    <message>
        <source>No cut</source>
        <translation>Keine Schwelle</translation>
    </message>
    <message>
        <source>Cut %1: %2 wrong and %3 right flagged, %4 wrong and %5 right passed; accuracy %6, precision %7, recall %8, F1 %9</source>
        <translation>Schwelle %1: %2 falsche und %3 richtige markiert, %4 falsche und %5 richtige durchgelassen; Genauigkeit %6, Präzision %7, Trefferquote %8, F1 %9</translation>
    </message>
    <message>
        <source>above: flagged</source>
        <translation>darüber</translation>
    </message>
    <message>
        <source>below: passed</source>
        <translation>darunter</translation>
    </message>
    <message>
        <source>wrong answers</source>
        <translation>falsche</translation>
    </message>
    <message>
        <source>right answers</source>
        <translation>richtige</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>nicht</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CurvesView</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>By band</source>
        <translation>Nach Band</translation>
    </message>
    <message>
        <source>Which share of the validation answers</source>
        <translation>Welcher Anteil der Validierungsantworten</translation>
    </message>
    <message>
        <source>What is shown of each band</source>
        <translation>Was von jedem Band gezeigt wird</translation>
    </message>
    <message>
        <source>right, of all</source>
        <translation>richtig, von allen</translation>
    </message>
    <message>
        <source>right, of valid</source>
        <translation>richtig, von gültigen</translation>
    </message>
    <message>
        <source>right, one token</source>
        <translation>richtig, ein Token</translation>
    </message>
    <message>
        <source>right, generated</source>
        <translation>richtig, ausformuliert</translation>
    </message>
    <message>
        <source>think first</source>
        <translation>denken zuerst</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>Logarithmic loss axis: small losses are told apart. Chosen by the spread of the losses until you choose</source>
        <translation>Logarithmische Verlustachse: Kleine Verluste werden unterscheidbar. Nach der Spanne der Verluste gewählt, bis Sie wählen</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>Logarithmische Verlustachse</translation>
    </message>
    <message>
        <source>training (thin: each step) and validation (hollow points); short answers and reasoning are different targets: compare within a run</source>
        <translation>Training (dünn: je Schritt) und Validierung (hohle Punkte); kurze Antworten und Begründungen sind Verschiedenes: nur im selben Lauf vergleichen</translation>
    </message>
    <message>
        <source>The loss of each step appears here once training begins.</source>
        <translation>Der Verlust jedes Schritts erscheint hier, sobald das Training beginnt.</translation>
    </message>
    <message>
        <source>validation, 95 % intervals</source>
        <translation>Validierung, 95-%-Intervalle</translation>
    </message>
    <message>
        <source>validation, %1 questions, 95 %% intervals; ring: best</source>
        <translation>Validierung, %1 Fragen, 95-%%-Intervalle; Ring: bester Wert</translation>
    </message>
    <message>
        <source>No validation in this mode yet: it comes before the first step and after each epoch.</source>
        <translation>In dieser Weise noch keine Validierung: Sie kommt vor dem ersten Schritt und nach jeder Epoche.</translation>
    </message>
    <message>
        <source>of %1 alone</source>
        <translation>nur von %1</translation>
    </message>
    <message>
        <source>which band profits from what it is given</source>
        <translation>welches Band von dem profitiert, was es bekommt</translation>
    </message>
    <message>
        <source>No validation yet.</source>
        <translation>Noch keine Validierung.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CutsField</name>
    <message>
        <source>Quartiles 25 / 75</source>
        <translation>Quartile 25 / 75</translation>
    </message>
    <message>
        <source>Thirds 33 / 67</source>
        <translation>Drittel 33 / 67</translation>
    </message>
    <message>
        <source>Halves 50</source>
        <translation>Hälften 50</translation>
    </message>
    <message>
        <source>Extremes 10 / 90</source>
        <translation>Extreme 10 / 90</translation>
    </message>
    <message>
        <source>Four bands 25 / 50 / 75</source>
        <translation>Vier Bänder 25 / 50 / 75</translation>
    </message>
    <message>
        <source>Five bands 20 / 40 / 60 / 80</source>
        <translation>Fünf Bänder 20 / 40 / 60 / 80</translation>
    </message>
    <message>
        <source>Suggest: best F1 of finding errors</source>
        <translation>Vorschlag: bestes F1 beim Finden von Fehlern</translation>
    </message>
    <message>
        <source>Suggest: most found, fewest flagged (Youden)</source>
        <translation>Vorschlag: meiste gefunden, wenigste markiert (Youden)</translation>
    </message>
    <message>
        <source>Suggest: by costs…</source>
        <translation>Vorschlag: nach Kosten…</translation>
    </message>
    <message>
        <source>Suggest: within a budget of reasoning…</source>
        <translation>Vorschlag: innerhalb eines Budgets an Begründung…</translation>
    </message>
    <message>
        <source>Cuts</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Chooses where the bands begin: a preset, a snapshot, values such as 0.11, 0.39 or quantiles such as q0.25, q0.75</source>
        <translation>Wählt, wo die Bänder beginnen: eine Vorgabe, ein Schnappschuss, Werte wie 0.11, 0.39 oder Quantile wie q0.25, q0.75</translation>
    </message>
    <message>
        <source>Hide the snapshots&apos; cuts</source>
        <translation>Schwellen der Schnappschüsse ausblenden</translation>
    </message>
    <message>
        <source>Show the snapshots&apos; cuts</source>
        <translation>Schwellen der Schnappschüsse zeigen</translation>
    </message>
    <message>
        <source>Save a snapshot…</source>
        <translation>Schnappschuss speichern…</translation>
    </message>
    <message>
        <source>Keep the values, not the quantiles</source>
        <translation>Die Werte festhalten, nicht die Quantile</translation>
    </message>
    <message>
        <source>Keep the quantiles, not the values</source>
        <translation>Die Quantile festhalten, nicht die Werte</translation>
    </message>
    <message>
        <source>Suggested cut</source>
        <translation>Vorgeschlagene Schwelle</translation>
    </message>
    <message>
        <source>Cut by costs</source>
        <translation>Nach Kosten teilen</translation>
    </message>
    <message>
        <source>A wrong answer that passes costs as much as so many right answers that are flagged</source>
        <translation>Eine durchgelassene falsche Antwort kostet so viel wie so viele markierte richtige Antworten</translation>
    </message>
    <message>
        <source>Cut within a budget</source>
        <translation>Innerhalb eines Budgets teilen</translation>
    </message>
    <message>
        <source>At most so many recorded reasoning tokens above the cut</source>
        <translation>Höchstens so viele aufgezeichnete Begründungstokens über der Schwelle</translation>
    </message>
    <message>
        <source>Save a snapshot</source>
        <translation>Schnappschuss speichern</translation>
    </message>
    <message>
        <source>Name of these cuts; a name that exists is replaced</source>
        <translation>Name dieser Schwellen; ein vorhandener Name wird ersetzt</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DataPage</name>
    <message>
        <source>Data set</source>
        <translation>Datensatz</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Noticed</source>
        <translation>Bemerkt</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>Datensätze</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Reads CSV, TSV, JSON, JSONL or Parquet files; dropping them on this page does the same</source>
        <translation>Liest CSV-, TSV-, JSON-, JSONL- oder Parquet-Dateien; sie auf diese Seite fallen zu lassen tut dasselbe</translation>
    </message>
    <message>
        <source>Drop files with questions here</source>
        <translation>Dateien mit Fragen hier ablegen</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON, JSONL (gzipped too) or Parquet. The data sets would be listed here with their counts, their split and what was noticed while reading. Nothing is written before you have seen the first rows.</source>
        <translation>CSV, TSV, JSON, JSONL (auch mit gzip) oder Parquet. Hier stünden die Datensätze mit ihren Anzahlen, ihrer Aufteilung und dem, was beim Lesen auffiel. Nichts wird geschrieben, bevor Sie die ersten Zeilen gesehen haben.</translation>
    </message>
    <message>
        <source>Asks for the files and shows what is in them</source>
        <translation>Fragt nach den Dateien und zeigt, was darin steht</translation>
    </message>
    <message>
        <source>%1 sealed</source>
        <translation>%1 versiegelt</translation>
    </message>
    <message>
        <source>Files with questions</source>
        <translation>Dateien mit Fragen</translation>
    </message>
    <message>
        <source>File with recorded reasoning</source>
        <translation>Datei mit aufgezeichneten Begründungen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DatasetCard</name>
    <message>
        <source> and %1 more</source>
        <translation> und %1 weitere</translation>
    </message>
    <message>
        <source>Columns read: %1</source>
        <translation>Gelesene Spalten: %1</translation>
    </message>
    <message>
        <source>Noticed while importing</source>
        <translation>Beim Importieren bemerkt</translation>
    </message>
    <message>
        <source>Attach reasoning…</source>
        <translation>Begründungen anhängen…</translation>
    </message>
    <message>
        <source>Asks for a file with recorded chains of thought of these questions</source>
        <translation>Fragt nach einer Datei mit aufgezeichneten Gedankengängen zu diesen Fragen</translation>
    </message>
    <message>
        <source>Split and seal</source>
        <translation>Teilen und versiegeln</translation>
    </message>
    <message>
        <source>Divides the questions three ways, identical ones together, and seals the test part</source>
        <translation>Teilt die Fragen in drei Teile, gleiche zusammen, und versiegelt den Testteil</translation>
    </message>
    <message>
        <source>Keep the recorded split</source>
        <translation>Vorhandene Aufteilung behalten</translation>
    </message>
    <message>
        <source>Takes the split that the files came with, and seals its test part</source>
        <translation>Übernimmt die Aufteilung der Dateien und versiegelt ihren Testteil</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Share of the questions that models are trained on</source>
        <translation>Anteil der Fragen, auf denen Modelle trainiert werden</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>Share on which cuts and settings are chosen</source>
        <translation>Anteil, auf dem Schwellen und Einstellungen gewählt werden</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Share that stays sealed until the end</source>
        <translation>Anteil, der bis zum Schluss versiegelt bleibt</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>The same seed gives the same split</source>
        <translation>Derselbe Seed gibt dieselbe Aufteilung</translation>
    </message>
    <message>
        <source>%1 train · %2 validation · %3 test</source>
        <translation>%1 Training · %2 Validierung · %3 Test</translation>
    </message>
    <message>
        <source>%1. The test part is sealed: cuts and settings are chosen on the others.</source>
        <translation>%1. Der Testteil ist versiegelt: Schwellen und Einstellungen werden auf den anderen gewählt.</translation>
    </message>
    <message>
        <source>%1. The test part has been opened once:</source>
        <translation>%1. Der Testteil wurde einmal geöffnet:</translation>
    </message>
    <message>
        <source>%1. The test part has been opened %2 times:</source>
        <translation>%1. Der Testteil wurde %2-mal geöffnet:</translation>
    </message>
    <message>
        <source>%1, as recorded. Nothing is sealed yet, so everything is shown; training asks for a sealed split.</source>
        <translation>%1, wie aufgezeichnet. Noch ist nichts versiegelt, also wird alles gezeigt; das Training verlangt eine versiegelte Aufteilung.</translation>
    </message>
    <message>
        <source>Not split yet: everything is shown. Training asks for a three-way split, whose test part is then sealed.</source>
        <translation>Noch nicht geteilt: Alles wird gezeigt. Das Training verlangt eine Aufteilung in drei Teile, deren Testteil dann versiegelt ist.</translation>
    </message>
    <message>
        <source>%1  %2 questions, %3</source>
        <translation>%1  %2 Fragen, %3</translation>
    </message>
    <message>
        <source>The three shares add up to %1 %, not to 100 %. Change one of them.</source>
        <translation>Die drei Anteile ergeben zusammen %1 %, nicht 100 %. Ändern Sie einen davon.</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>aus %1, %2</translation>
    </message>
    <message>
        <source>generated, seed %1</source>
        <translation>erzeugt, Seed %1</translation>
    </message>
    <message>
        <source>the demo's experiment: all rows of its table</source>
        <translation>das Experiment der Demo: alle Zeilen seiner Tabelle</translation>
    </message>
    <message>
        <source>Explore, in the window</source>
        <translation>Erkunden, im Fenster</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DemoMaker</name>
    <message>
        <source>%1 could not be made, so there is no place for the demo. Make the folder writable and try again.</source>
        <translation>%1 ließ sich nicht anlegen, daher gibt es keinen Platz für die Demo. Machen Sie den Ordner beschreibbar und versuchen Sie es erneut.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DensityChart</name>
    <message>
        <source>%1 across, %2 up</source>
        <translation>%1 waagerecht, %2 senkrecht</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 Fragen</translation>
    </message>
    <message>
        <source>%1 questions: %2 across, %3 up</source>
        <translation>%1 Fragen: %2 waagerecht, %3 senkrecht</translation>
    </message>
</context>
<context>
    <name>caftan::ui::EntropyLegend</name>
    <message>
        <source>entropy up to %1</source>
        <translation>Entropie bis %1</translation>
    </message>
    <message>
        <source>above %1 nats</source>
        <translation>über %1 nat</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>Legend: entropy of each token</source>
        <translation>Legende: Entropie jedes Tokens</translation>
    </message>
    <message>
        <source>Entropy of the model&apos;s choice at each token, over its whole vocabulary. 0.69 nats are a coin&apos;s toss.</source>
        <translation>Entropie der Wahl des Modells bei jedem Token, über sein ganzes Vokabular. 0,69 nat sind ein Münzwurf.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::EntropyView</name>
    <message>
        <source>Entropy of every validation question</source>
        <translation>Entropie jeder Validierungsfrage</translation>
    </message>
    <message>
        <source>Bars: right on wrong answers of the chosen evaluation; line: before training; tints: the bands, as the untuned model cut them</source>
        <translation>Balken: richtige auf falschen Antworten der gewählten Auswertung; Linie: vor dem Training; Tönung: die Bänder, wie das untrainierte Modell sie geteilt hat</translation>
    </message>
    <message>
        <source>No evaluation of this kind yet: validation comes before the first step and after each epoch.</source>
        <translation>Noch keine Auswertung dieser Art: Die Validierung kommt vor dem ersten Schritt und nach jeder Epoche.</translation>
    </message>
    <message>
        <source>How the questions were answered</source>
        <translation>Wie die Fragen beantwortet wurden</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Goes through the evaluations, from the first to the last</source>
        <translation>Geht die Auswertungen durch, von der ersten bis zur letzten</translation>
    </message>
    <message>
        <source>Which evaluation is shown; at its end it follows a run that goes on</source>
        <translation>Welche Auswertung gezeigt wird; am Ende folgt sie einem Lauf, der weitergeht</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>epoch 00.0 of 00</source>
        <translation>Epoche 00.0 von 00</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>vor dem Training</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>Epoche %1</translation>
    </message>
    <message>
        <source>mean %1 nats · %2 right · %3 questions</source>
        <translation>Mittel %1 nat · %2 richtig · %3 Fragen</translation>
    </message>
    <message>
        <source> · %1 as sure as the easy band was</source>
        <translation> · %1 so sicher wie einst das leichte Band</translation>
    </message>
    <message>
        <source> · %1 invalid answers left out</source>
        <translation> · %1 ungültige Antworten weggelassen</translation>
    </message>
    <message>
        <source>Halt</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong, below</source>
        <translation>falsch, unten</translation>
    </message>
</context>
<context>
    <name>caftan::ui::EstimatorsView</name>
    <message>
        <source>Charts of the metrics</source>
        <translation>Diagramme der Maße</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>Kalibrierung</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>Kategorien</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Buchstaben</translation>
    </message>
    <message>
        <source>Log counts</source>
        <translation>Anzahlen log.</translation>
    </message>
    <message>
        <source>Draws the height of the bars by the logarithm of their counts</source>
        <translation>Zeichnet die Höhe der Balken nach dem Logarithmus ihrer Anzahlen</translation>
    </message>
    <message>
        <source>confidence in the answer</source>
        <translation>Sicherheit der Antwort</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>The probabilities of the options are not recorded in this scoring</source>
        <translation>In dieser Bewertung sind die Wahrscheinlichkeiten der Optionen nicht aufgezeichnet</translation>
    </message>
    <message>
        <source>Curves of the metrics</source>
        <translation>Kurven der Maße</translation>
    </message>
    <message>
        <source>Histograms by category</source>
        <translation>Histogramme nach Kategorie</translation>
    </message>
    <message>
        <source>Predicted letters against key letters</source>
        <translation>Vorhergesagte Buchstaben gegen Schlüssel</translation>
    </message>
    <message>
        <source>Click a category to show it alone</source>
        <translation>Ein Klick auf eine Kategorie zeigt nur sie</translation>
    </message>
    <message>
        <source>Metrics on the same questions</source>
        <translation>Maße auf denselben Fragen</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>95 %</source>
        <translation>95 %</translation>
    </message>
    <message>
        <source>Risk area</source>
        <translation>Risikofläche</translation>
    </message>
    <message>
        <source>AUC of finding wrong answers with DeLong&apos;s interval; risk area: mean share wrong over all coverages, lower is better</source>
        <translation>AUC für das Finden falscher Antworten mit Intervall nach DeLong; Risikofläche: mittlerer Anteil falscher über alle Abdeckungen, weniger ist besser</translation>
    </message>
    <message>
        <source>Differences of AUC, paired</source>
        <translation>Unterschiede der AUC, gepaart</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>p (Holm)</source>
        <translation>p (Holm)</translation>
    </message>
    <message>
        <source>DeLong&apos;s paired test on the same questions; p adjusted over all pairs after Holm</source>
        <translation>DeLongs gepaarter Test auf denselben Fragen; p über alle Paare nach Holm angepasst</translation>
    </message>
    <message>
        <source>%1 reads the key: it is not available at test time</source>
        <translation>%1 liest den Schlüssel: Beim Testen gibt es ihn nicht</translation>
    </message>
    <message>
        <source> (key)</source>
        <translation> (Schlüssel)</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Wird verglichen…</translation>
    </message>
    <message>
        <source>%1 valid answers that every metric knows, %2 of them wrong</source>
        <translation>%1 gültige Antworten, die jedes Maß kennt, %2 davon falsch</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>vorhergesagt</translation>
    </message>
    <message>
        <source>right answers flagged</source>
        <translation>markierte richtige Antworten</translation>
    </message>
    <message>
        <source>right flagged</source>
        <translation>markierte richtige</translation>
    </message>
    <message>
        <source>answered (coverage), most sure first</source>
        <translation>beantwortet (Abdeckung), sicherste zuerst</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>Right above wrong on the axis of the histogram; AUC with its 95 % interval; questions at the right</source>
        <translation>Richtige über falschen auf der Achse des Histogramms; AUC mit 95-%-Intervall; rechts die Anzahl der Fragen</translation>
    </message>
    <message>
        <source>Framed: right answers. A column far from its row&apos;s sum is a letter that the model prefers or avoids</source>
        <translation>Eingerahmt: richtige Antworten. Eine Spalte, die weit von der Summe ihrer Zeile liegt, ist ein Buchstabe, den das Modell bevorzugt oder meidet</translation>
    </message>
    <message>
        <source>Wrong answers found, upwards:</source>
        <translation>Gefundene falsche Antworten, nach oben:</translation>
    </message>
    <message>
        <source>Share wrong among those answered, upwards:</source>
        <translation>Anteil falscher unter den beantworteten, nach oben:</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>Risiko</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ExperimentSheet</name>
    <message>
        <source>Base, untouched</source>
        <translation>Grundmodell, unverändert</translation>
    </message>
    <message>
        <source>SFT</source>
        <translation>SFT</translation>
    </message>
    <message>
        <source>Distil everything</source>
        <translation>Alles destillieren</translation>
    </message>
    <message>
        <source>Complexity-aware, mixed</source>
        <translation>Nach Schwierigkeit, gemischt</translation>
    </message>
    <message>
        <source>Random third reasons</source>
        <translation>Zufälliges Drittel begründet</translation>
    </message>
    <message>
        <source>Distil, equal budget</source>
        <translation>Destillieren, gleiches Budget</translation>
    </message>
    <message>
        <source>The model as it is, on the test part</source>
        <translation>Das Modell, wie es ist, auf dem Testteil</translation>
    </message>
    <message>
        <source>Every question on its short answer</source>
        <translation>Jede Frage auf ihre kurze Antwort</translation>
    </message>
    <message>
        <source>Every question on the worked reasoning</source>
        <translation>Jede Frage auf die ausgearbeitete Begründung</translation>
    </message>
    <message>
        <source>Short answers where entropy is low, reasoning in the least sure third</source>
        <translation>Kurze Antworten, wo die Entropie niedrig ist, Begründung im unsichersten Drittel</translation>
    </message>
    <message>
        <source>A control: as many questions reason, but they are drawn at random</source>
        <translation>Eine Kontrolle: Ebenso viele Fragen begründen, aber zufällig gezogen</translation>
    </message>
    <message>
        <source>A control: reasoning for everything, ended at as many answer tokens as complexity-aware has seen</source>
        <translation>Eine Kontrolle: Begründung für alles, beendet bei ebenso vielen Antworttokens, wie „Nach Schwierigkeit“ gesehen hat</translation>
    </message>
    <message>
        <source>testing…</source>
        <translation>wird getestet…</translation>
    </message>
    <message>
        <source>training…</source>
        <translation>wird trainiert…</translation>
    </message>
    <message>
        <source>The demo&apos;s experiment</source>
        <translation>Das Experiment der Demo</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>Testgenauigkeit</translation>
    </message>
    <message>
        <source>Easy / middle / hard</source>
        <translation>Leicht / mittel / schwer</translation>
    </message>
    <message>
        <source>Answers that think</source>
        <translation>Antworten, die denken</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>Antworttokens</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Tokens per answer</source>
        <translation>Tokens je Antwort</translation>
    </message>
    <message>
        <source>Three seeds of each recipe instead of one</source>
        <translation>Drei Seeds je Rezept statt einem</translation>
    </message>
    <message>
        <source>Run the experiment</source>
        <translation>Experiment starten</translation>
    </message>
    <message>
        <source>Trains and tests every row, one after another; what is done already is not done again</source>
        <translation>Trainiert und testet jede Zeile, eine nach der anderen; was schon getan ist, wird nicht wiederholt</translation>
    </message>
    <message>
        <source>Chained arithmetic, a tiny base model, six rows on the sealed test part, which is opened once for it</source>
        <translation>Verkettetes Rechnen, ein winziges Grundmodell, sechs Zeilen auf dem versiegelten Testteil, der einmal dafür geöffnet wird</translation>
    </message>
    <message>
        <source>Takes three times as long and shows how far the figures vary</source>
        <translation>Dauert dreimal so lange und zeigt, wie sehr die Zahlen schwanken</translation>
    </message>
    <message>
        <source>Rows of the experiment</source>
        <translation>Zeilen des Experiments</translation>
    </message>
    <message>
        <source>Said honestly</source>
        <translation>Ehrlich gesagt</translation>
    </message>
    <message>
        <source>Running: %1 of %2 rows are there. It goes on when this window is closed.</source>
        <translation>Läuft: %1 von %2 Zeilen sind da. Es geht weiter, wenn dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Complete. Running it again repeats nothing; three seeds add what is missing.</source>
        <translation>Vollständig. Ein neuer Start wiederholt nichts; drei Seeds ergänzen, was fehlt.</translation>
    </message>
    <message>
        <source>Stopped half-way: it goes on where it stopped.</source>
        <translation>Auf halbem Weg beendet: Es geht dort weiter, wo es aufhörte.</translation>
    </message>
    <message>
        <source>Three to four minutes on two cores. The first run is done within one.</source>
        <translation>Drei bis vier Minuten auf zwei Kernen. Der erste Lauf ist nach weniger als einer fertig.</translation>
    </message>
    <message>
        <source>Show the runs</source>
        <translation>Läufe zeigen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Exploration</name>
    <message>
        <source>Cut anew</source>
        <translation>Neu teilen</translation>
    </message>
    <message>
        <source>Cuts of another window</source>
        <translation>Schwellen eines anderen Fensters</translation>
    </message>
    <message>
        <source>Move cut</source>
        <translation>Schwelle verschieben</translation>
    </message>
    <message>
        <source>Type at least one cut: values such as 0.11, 0.39 or quantiles such as q0.25, q0.75.</source>
        <translation>Geben Sie mindestens eine Schwelle ein: Werte wie 0.11, 0.39 oder Quantile wie q0.25, q0.75.</translation>
    </message>
    <message>
        <source>Type cuts</source>
        <translation>Schwellen eingeben</translation>
    </message>
    <message>
        <source>Lock cuts to quantiles</source>
        <translation>Schwellen an Quantile binden</translation>
    </message>
    <message>
        <source>Lock cuts to values</source>
        <translation>Schwellen an Werte binden</translation>
    </message>
    <message>
        <source>Restore &quot;%1&quot;</source>
        <translation>„%1“ wiederherstellen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ExplorePage</name>
    <message>
        <source>Score questions…</source>
        <translation>Fragen bewerten…</translation>
    </message>
    <message>
        <source>Lets a model answer every question with one token</source>
        <translation>Lässt ein Modell jede Frage mit einem Token beantworten</translation>
    </message>
    <message>
        <source>How sure is the model?</source>
        <translation>Wie sicher ist das Modell?</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>all .000</source>
        <translation>alle .000</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>all 100.0 %</source>
        <translation>alle 100,0 %</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>1,000,000 valid</source>
        <translation>1.000.000 gültig</translation>
    </message>
    <message>
        <source>1,000 invalid</source>
        <translation>1.000 ungültig</translation>
    </message>
    <message>
        <source>Chance that a wrong answer is less sure than a right one, over valid answers; 95 % interval after DeLong</source>
        <translation>Wahrscheinlichkeit, dass eine falsche Antwort unsicherer ist als eine richtige, über gültige Antworten; 95-%-Intervall nach DeLong</translation>
    </message>
    <message>
        <source>Over all answers, invalid ones counted as wrong</source>
        <translation>Über alle Antworten, ungültige als falsch gezählt</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bänder</translation>
    </message>
    <message>
        <source>Distil the reasoning</source>
        <translation>Begründung destillieren</translation>
    </message>
    <message>
        <source>Open test…</source>
        <translation>Test öffnen…</translation>
    </message>
    <message>
        <source>What the cut flags</source>
        <translation>Was die Schwelle markiert</translation>
    </message>
    <message>
        <source>cut 0.0000 nats</source>
        <translation>Schwelle 0.0000 nat</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Erneut</translation>
    </message>
    <message>
        <source>Once a model has answered the questions with one token each, this page shows the entropy of that token: a histogram with right and wrong answers, how well it tells errors, and the cuts that make the bands.</source>
        <translation>Hat ein Modell die Fragen mit je einem Token beantwortet, zeigt diese Seite die Entropie dieses Tokens: ein Histogramm mit richtigen und falschen Antworten, wie gut sie Fehler verrät, und die Schwellen, die die Bänder bilden.</translation>
    </message>
    <message>
        <source>Open a project to see how sure its models are.</source>
        <translation>Öffnen Sie ein Projekt, um zu sehen, wie sicher seine Modelle sind.</translation>
    </message>
    <message>
        <source>Does %1 find the errors? (ROC)</source>
        <translation>Findet %1 die Fehler? (ROC)</translation>
    </message>
    <message>
        <source>ROC of %1 against wrong answers, with its 95 % interval</source>
        <translation>ROC von %1 gegen falsche Antworten, mit 95-%-Intervall</translation>
    </message>
    <message>
        <source>cut %1 %2</source>
        <translation>Schwelle %1 %2</translation>
    </message>
    <message>
        <source>needs both kinds</source>
        <translation>braucht beide Arten</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>%1 valid</source>
        <translation>%1 gültig</translation>
    </message>
    <message>
        <source>%1 invalid</source>
        <translation>%1 ungültig</translation>
    </message>
    <message>
        <source>Close test</source>
        <translation>Test schließen</translation>
    </message>
    <message>
        <source>Shows training and validation only; cuts that were moved meanwhile cannot be trained on</source>
        <translation>Zeigt nur Training und Validierung; auf inzwischen verschobene Schwellen kann nicht trainiert werden</translation>
    </message>
    <message>
        <source>Shows the sealed test part too, once you have confirmed it; the opening is written to the project&apos;s ledger</source>
        <translation>Zeigt nach Ihrer Bestätigung auch den versiegelten Testteil; die Öffnung wird ins Protokoll des Projekts geschrieben</translation>
    </message>
    <message>
        <source>never opened</source>
        <translation>nie geöffnet</translation>
    </message>
    <message>
        <source>opened once</source>
        <translation>einmal geöffnet</translation>
    </message>
    <message>
        <source>opened %1 times</source>
        <translation>%1-mal geöffnet</translation>
    </message>
    <message>
        <source>All parts shown, test %1</source>
        <translation>Alle Teile gezeigt, Test %1</translation>
    </message>
    <message>
        <source>Test sealed, %1</source>
        <translation>Test versiegelt, %1</translation>
    </message>
    <message>
        <source>Training, validation and the test part of %1 questions</source>
        <translation>Training, Validierung und der Testteil mit %1 Fragen</translation>
    </message>
    <message>
        <source>Training and validation are shown; the test part holds %1 questions</source>
        <translation>Training und Validierung werden gezeigt; der Testteil enthält %1 Fragen</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong, below</source>
        <translation>falsch, unten</translation>
    </message>
    <message>
        <source>Recipe of %1</source>
        <translation>Rezept von %1</translation>
    </message>
    <message>
        <source>Chooses what this band will be trained with</source>
        <translation>Wählt, womit dieses Band trainiert wird</translation>
    </message>
    <message>
        <source>Open the sealed test part?</source>
        <translation>Versiegelten Testteil öffnen?</translation>
    </message>
    <message>
        <source>The test part of %1 holds %2 questions. What is chosen after looking at them no longer counts as tested. The opening is dated in the project&apos;s ledger.</source>
        <translation>Der Testteil von %1 enthält %2 Fragen. Was nach einem Blick darauf gewählt wird, gilt nicht mehr als getestet. Die Öffnung wird mit Datum im Protokoll des Projekts festgehalten.</translation>
    </message>
    <message>
        <source>Open test</source>
        <translation>Test öffnen</translation>
    </message>
    <message>
        <source>Bins</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Chooses how many bars the histogram has, and whether their height is logarithmic</source>
        <translation>Wählt, wie viele Balken das Histogramm hat und ob ihre Höhe logarithmisch ist</translation>
    </message>
    <message>
        <source>60 bins</source>
        <translation>60 Klassen</translation>
    </message>
    <message>
        <source>By Sturges&apos; rule</source>
        <translation>Nach Sturges</translation>
    </message>
    <message>
        <source>By Freedman and Diaconis&apos; rule</source>
        <translation>Nach Freedman und Diaconis</translation>
    </message>
    <message>
        <source>By hand…</source>
        <translation>Von Hand…</translation>
    </message>
    <message>
        <source>Bars of the histogram</source>
        <translation>Balken des Histogramms</translation>
    </message>
    <message>
        <source>Log counts</source>
        <translation>Anzahlen log.</translation>
    </message>
    <message>
        <source>Export the keys that may be wrong</source>
        <translation>Vielleicht falsche Schlüssel exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.jsonl *.parquet)</source>
        <translation>Tabellen (*.csv *.tsv *.jsonl *.parquet)</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ExploreToolbar</name>
    <message>
        <source>Scoring</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Chooses whose answers are shown</source>
        <translation>Wählt, wessen Antworten gezeigt werden</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Chooses the measure of uncertainty; higher is less sure</source>
        <translation>Wählt das Maß der Unsicherheit; höher heißt unsicherer</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Shows the questions of one category only</source>
        <translation>Zeigt nur die Fragen einer Kategorie</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>Achse</translation>
    </message>
    <message>
        <source>Spaces the histogram by value, by its logarithm, or by equal counts</source>
        <translation>Teilt das Histogramm nach Wert, nach dessen Logarithmus oder nach gleichen Anzahlen</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>Linear</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>Rang</translation>
    </message>
    <message>
        <source>Cuts</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Erneut</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>Trainieren…</translation>
    </message>
    <message>
        <source>Takes back the last change of the cuts (Ctrl+Z)</source>
        <translation>Nimmt die letzte Änderung der Schwellen zurück (Strg+Z)</translation>
    </message>
    <message>
        <source>Makes the change again (Ctrl+Shift+Z)</source>
        <translation>Macht die Änderung erneut (Strg+Umschalt+Z)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Views of Explore</source>
        <translation>Ansichten von „Erkunden“</translation>
    </message>
    <message>
        <source>Cuts the questions into bands</source>
        <translation>Teilt die Fragen in Bänder</translation>
    </message>
    <message>
        <source>Estimators</source>
        <translation>Schätzer</translation>
    </message>
    <message>
        <source>Which metric finds the errors best, on the same questions</source>
        <translation>Welches Maß die Fehler am besten findet, auf denselben Fragen</translation>
    </message>
    <message>
        <source>Two scorings</source>
        <translation>Paarweise</translation>
    </message>
    <message>
        <source>Compares two models&apos; answers to the same questions</source>
        <translation>Vergleicht die Antworten zweier Modelle auf dieselben Fragen</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Lists keys that may be wrong</source>
        <translation>Listet vielleicht falsche Schlüssel</translation>
    </message>
    <message>
        <source>Not available at test time:</source>
        <translation>Beim Testen nicht verfügbar:</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>Alle Kategorien</translation>
    </message>
    <message>
        <source>Trains each band as its recipe says: shows first what that takes (Ctrl+T)</source>
        <translation>Trainiert jedes Band nach seinem Rezept: zeigt zuerst, was das braucht (Strg+T)</translation>
    </message>
    <message>
        <source>Nothing can be trained before a model has answered the questions: score them on the Data page</source>
        <translation>Bevor ein Modell die Fragen beantwortet hat, kann nichts trainiert werden: Bewerten Sie sie auf der Seite Daten</translation>
    </message>
</context>
<context>
    <name>caftan::ui::FlowChart</name>
    <message>
        <source>No question was answered by both</source>
        <translation>Keine Frage wurde von beiden beantwortet</translation>
    </message>
    <message>
        <source>%1 to %2: %3 questions</source>
        <translation>%1 nach %2: %3 Fragen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::FooterBar</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>What to type in a terminal for what this page shows</source>
        <translation>Was man im Terminal für das eintippt, was diese Seite zeigt</translation>
    </message>
    <message>
        <source>Copies the command line to the clipboard</source>
        <translation>Kopiert die Befehlszeile in die Zwischenablage</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>Befehlszeile kopieren</translation>
    </message>
</context>
<context>
    <name>caftan::ui::HistogramChart</name>
    <message>
        <source>questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Cut %1 of %2 on the histogram: %3 %4 %5, %6 of questions at or below</source>
        <translation>Schwelle %1 von %2 im Histogramm: %3 %4 %5, %6 der Fragen bis dorthin</translation>
    </message>
    <message>
        <source>%1 questions, %2 of them right</source>
        <translation>%1 Fragen, davon %2 richtig</translation>
    </message>
    <message>
        <source>; cut %1 at %2 %3</source>
        <translation>; Schwelle %1 bei %2 %3</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ImportSheet</name>
    <message>
        <source>Questions (*.csv *.tsv *.json *.jsonl *.parquet *.gz);;All files (*)</source>
        <translation>Fragen (*.csv *.tsv *.json *.jsonl *.parquet *.gz);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import questions</source>
        <translation>Fragen importieren</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>Reads the files into the project, all rows or none</source>
        <translation>Liest die Dateien ins Projekt, alle Zeilen oder keine</translation>
    </message>
    <message>
        <source>as the files say</source>
        <translation>wie in den Dateien</translation>
    </message>
    <message>
        <source>all train</source>
        <translation>alle Training</translation>
    </message>
    <message>
        <source>all validation</source>
        <translation>alle Validierung</translation>
    </message>
    <message>
        <source>all test</source>
        <translation>alle Test</translation>
    </message>
    <message>
        <source>Name of the data set</source>
        <translation>Name des Datensatzes</translation>
    </message>
    <message>
        <source>How the data set is called in lists and on the command line</source>
        <translation>Wie der Datensatz in Listen und auf der Befehlszeile heißt</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>Aufteilung</translation>
    </message>
    <message>
        <source>Which part of the data these rows are</source>
        <translation>Zu welchem Teil der Daten diese Zeilen gehören</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>Erste Zeilen der Datei</translation>
    </message>
    <message>
        <source>%1 and %2 more, joined by id</source>
        <translation>%1 und %2 weitere, über die ID verbunden</translation>
    </message>
    <message>
        <source>Looking into the file…</source>
        <translation>Die Datei wird angesehen…</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>nicht benutzt</translation>
    </message>
    <message>
        <source>Give the data set a name.</source>
        <translation>Geben Sie dem Datensatz einen Namen.</translation>
    </message>
    <message>
        <source>Say which column holds the question.</source>
        <translation>Sagen Sie, welche Spalte die Frage enthält.</translation>
    </message>
    <message>
        <source>Say which column holds the answer, as a letter or text, or as a number.</source>
        <translation>Sagen Sie, welche Spalte die Antwort enthält, als Buchstabe oder Text oder als Zahl.</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>Wird importiert…</translation>
    </message>
    <message>
        <source>Import without bad rows</source>
        <translation>Ohne fehlerhafte Zeilen importieren</translation>
    </message>
    <message>
        <source>Imports the good rows and counts those that were left out</source>
        <translation>Importiert die guten Zeilen und zählt die weggelassenen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobCard</name>
    <message>
        <source>The process ended without a word (killed, or the machine was switched off). Everything committed is kept: Resume continues there.</source>
        <translation>Der Prozess endete wortlos (abgebrochen, oder der Rechner ging aus). Alles Geschriebene ist erhalten: „Fortsetzen“ macht dort weiter.</translation>
    </message>
    <message>
        <source>The job failed without a message. The log may say more; Resume tries again.</source>
        <translation>Der Auftrag schlug ohne Meldung fehl. Das Protokoll sagt vielleicht mehr; „Fortsetzen“ versucht es erneut.</translation>
    </message>
    <message>
        <source>%1 job %2</source>
        <translation>%1: Auftrag %2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Lets the job finish its batch and keep what it has; it can be resumed</source>
        <translation>Lässt den Auftrag seinen Batch beenden und behält, was er hat; er kann fortgesetzt werden</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Ends the job after its batch; what it has is kept</source>
        <translation>Beendet den Auftrag nach seinem Batch; was er hat, bleibt</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Continues where the job ended; nothing is done twice</source>
        <translation>Macht weiter, wo der Auftrag endete; nichts wird doppelt getan</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Moves the job one place up in the queue (Alt+Up)</source>
        <translation>Rückt den Auftrag in der Schlange einen Platz vor (Alt+Auf)</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Moves the job one place down in the queue (Alt+Down)</source>
        <translation>Rückt den Auftrag in der Schlange einen Platz zurück (Alt+Ab)</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Unfolds what the job reported</source>
        <translation>Klappt auf, was der Auftrag gemeldet hat</translation>
    </message>
    <message>
        <source>Log of job %1</source>
        <translation>Protokoll von Auftrag %1</translation>
    </message>
    <message>
        <source>%1, job %2</source>
        <translation>%1, Auftrag %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Job %1: %2</source>
        <translation>Auftrag %1: %2</translation>
    </message>
    <message>
        <source>Progress of job %1</source>
        <translation>Fortschritt von Auftrag %1</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Waiting, %1 of %2</source>
        <translation>Wartet, %1 von %2</translation>
    </message>
    <message>
        <source>Drag to change the order, or use Alt with the arrow keys</source>
        <translation>Ziehen ändert die Reihenfolge, oder Alt mit den Pfeiltasten</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobLauncher</name>
    <message>
        <source>The folder %1 could not be made. See whether the disk is full or can only be read, then try the job again.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden. Ist der Datenträger voll, oder kann er nur gelesen werden? Danach lässt sich der Auftrag erneut versuchen.</translation>
    </message>
    <message>
        <source>%1 ended before it began. Run it in a terminal to see why: %2</source>
        <translation>%1 endete, bevor es begann. Im Terminal zeigt sich, warum: %2</translation>
    </message>
    <message>
        <source>%1 ended before it began: %2</source>
        <translation>%1 endete, bevor es begann: %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobsButton</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Shows what is running and waiting, to pause, stop or resume it (Ctrl+J)</source>
        <translation>Zeigt, was läuft und wartet, um es anzuhalten, zu beenden oder fortzusetzen (Strg+J)</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobsDrawer</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>No jobs yet. Scoring a data set, on the Data page, and training bands, on Explore, make some: they would stand here with their progress, their order, buttons to pause and stop, and their logs. Jobs are processes of their own and go on when the window is closed.</source>
        <translation>Noch keine Aufträge. Das Bewerten eines Datensatzes auf der Seite Daten und das Trainieren von Bändern auf „Erkunden“ erzeugen welche: Hier stünden sie mit Fortschritt, Reihenfolge, Knöpfen zum Anhalten und Beenden und ihren Protokollen. Aufträge sind eigene Prozesse und laufen weiter, wenn das Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Hides this panel; jobs go on (Esc)</source>
        <translation>Blendet diese Leiste aus; Aufträge laufen weiter (Esc)</translation>
    </message>
    <message>
        <source>Close the jobs panel</source>
        <translation>Auftragsleiste schließen</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>Schlange starten</translation>
    </message>
    <message>
        <source>Starts a process for each of them; they run one after another</source>
        <translation>Startet für jeden einen Prozess; sie laufen nacheinander</translation>
    </message>
    <message>
        <source>One job waits, but its process is gone: the machine was switched off, or it was ended.</source>
        <translation>Ein Auftrag wartet, aber sein Prozess ist weg: Der Rechner ging aus, oder er wurde beendet.</translation>
    </message>
    <message>
        <source>%1 jobs wait, but their processes are gone: the machine was switched off, or they were ended. The order is kept.</source>
        <translation>%1 Aufträge warten, aber ihre Prozesse sind weg: Der Rechner ging aus, oder sie wurden beendet. Die Reihenfolge ist erhalten.</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobsModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Pretraining</source>
        <translation>Vortraining</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>Importieren</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1 von %2 %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird beendet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Language</name>
    <message>
        <source>&amp;Language of the system</source>
        <translation>&amp;Sprache des Systems</translation>
    </message>
</context>
<context>
    <name>caftan::ui::LineChart</name>
    <message>
        <source>%1: %2 at %3 %4</source>
        <translation>%1: %2 bei %3 %4</translation>
    </message>
</context>
<context>
    <name>caftan::ui::LogView</name>
    <message>
        <source>Log of the run</source>
        <translation>Protokoll des Laufs</translation>
    </message>
    <message>
        <source>Nothing was reported yet: warnings, resumed checkpoints and questions left out appear here.</source>
        <translation>Noch wurde nichts gemeldet: Warnungen, wiederaufgenommene Checkpoints und weggelassene Fragen erscheinen hier.</translation>
    </message>
    <message>
        <source>Standard error of the run&apos;s process</source>
        <translation>Standardfehlerausgabe des Prozesses</translation>
    </message>
    <message>
        <source>The process wrote nothing to a file: a run of a terminal writes to that terminal.</source>
        <translation>Der Prozess schrieb in keine Datei: Ein Lauf aus einem Terminal schreibt in dieses Terminal.</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>Standardfehler</translation>
    </message>
    <message>
        <source>end of %1</source>
        <translation>Ende von %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::MainWindow</name>
    <message>
        <source>Caftan</source>
        <translation>Caftan</translation>
    </message>
    <message>
        <source>This project can only be read: cuts and jobs cannot be saved. Make %1 writable to change it.</source>
        <translation>Dieses Projekt kann nur gelesen werden: Schwellen und Aufträge lassen sich nicht speichern. Machen Sie %1 beschreibbar, um es zu ändern.</translation>
    </message>
    <message>
        <source>Making the demo…</source>
        <translation>Die Demo wird angelegt…</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>%1 – Caftan</source>
        <translation>%1 – Caftan</translation>
    </message>
    <message>
        <source>Folder of the project</source>
        <translation>Ordner des Projekts</translation>
    </message>
    <message>
        <source>Empty folder for the new project</source>
        <translation>Leerer Ordner für das neue Projekt</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 Fragen</translation>
    </message>
    <message>
        <source>%1 data sets</source>
        <translation>%1 Datensätze</translation>
    </message>
    <message>
        <source>test set sealed</source>
        <translation>Testteil versiegelt</translation>
    </message>
    <message>
        <source>test opened once</source>
        <translation>Test einmal geöffnet</translation>
    </message>
    <message>
        <source>test opened %1 times</source>
        <translation>Test %1-mal geöffnet</translation>
    </message>
    <message>
        <source>no test set yet</source>
        <translation>noch kein Testteil</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>%1 + %2</source>
        <translation>%1 + %2</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation>&amp;Demo öffnen</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>Projekt &amp;schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>Noch kein Projekt</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Aufträge</translation>
    </message>
    <message>
        <source>Colours of the &amp;desktop</source>
        <translation>Farben des &amp;Desktops</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>D&amp;unkel</translation>
    </message>
    <message>
        <source>Text %1 %</source>
        <translation>Text %1 %</translation>
    </message>
    <message>
        <source>Langua&amp;ge</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Keys and about</source>
        <translation>&amp;Tasten und Über Caftan</translation>
    </message>
    <message>
        <source>Keys and about</source>
        <translation>Tasten und Über Caftan</translation>
    </message>
    <message>
        <source>Ctrl+1, Ctrl+2 …</source>
        <translation>Strg+1, Strg+2 …</translation>
    </message>
    <message>
        <source>go to a page</source>
        <translation>zu einer Seite gehen</translation>
    </message>
    <message>
        <source>Ctrl+J</source>
        <translation>Strg+J</translation>
    </message>
    <message>
        <source>show or hide the jobs</source>
        <translation>Aufträge zeigen oder ausblenden</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>undo and redo what was done to the cuts</source>
        <translation>Änderungen an den Schwellen zurücknehmen und wiederholen</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
    <message>
        <source>nudge the chosen cut; Shift: ten times as far</source>
        <translation>die gewählte Schwelle anstoßen; Umschalt: zehnmal so weit</translation>
    </message>
    <message>
        <source>Ctrl+N, Ctrl+O, Ctrl+W</source>
        <translation>Strg+N, Strg+O, Strg+W</translation>
    </message>
    <message>
        <source>new project, open, close</source>
        <translation>neues Projekt, öffnen, schließen</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>this page</source>
        <translation>diese Seite</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Caftan %1&lt;/h3&gt;&lt;p&gt;A workbench for complexity-aware fine-tuning of small language models. Free software under the GNU General Public License, version 3 or later. Works offline.&lt;/p&gt;%2</source>
        <translation>&lt;h3&gt;Caftan %1&lt;/h3&gt;&lt;p&gt;Eine Werkbank für das Feintuning kleiner Sprachmodelle nach Schwierigkeit. Freie Software unter der GNU General Public License, Version 3 oder neuer. Arbeitet ohne Netz.&lt;/p&gt;%2</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Bring questions in, split them, let a model answer them</source>
        <translation>Fragen hereinholen, aufteilen und von einem Modell beantworten lassen</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>See how sure the model is, and cut the questions into bands</source>
        <translation>Sehen, wie sicher das Modell ist, und die Fragen in Bänder teilen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Watch training, compare curves, pause, resume and branch runs</source>
        <translation>Training verfolgen, Kurven vergleichen, Läufe anhalten, fortsetzen und abzweigen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Recipes side by side: what tokens buy, what is shown, what changed</source>
        <translation>Rezepte nebeneinander: was Tokens bringen, was gezeigt ist, was sich geändert hat</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>Chat</translation>
    </message>
    <message>
        <source>Talk to models and runs, and see how sure each token was</source>
        <translation>Mit Modellen und Läufen sprechen und sehen, wie sicher jedes Token war</translation>
    </message>
    <message>
        <source>&amp;Guided tour of the demo</source>
        <translation>&amp;Geführte Tour durch die Demo</translation>
    </message>
    <message>
        <source>&amp;Reset the demo…</source>
        <translation>Demo &amp;zurücksetzen…</translation>
    </message>
    <message>
        <source>Alt+← →, F6</source>
        <translation>Alt+← →, F6</translation>
    </message>
    <message>
        <source>in the tour: step by step; between its card and the page</source>
        <translation>in der Tour: Schritt für Schritt; zwischen ihrer Karte und der Seite</translation>
    </message>
    <message>
        <source>Reset the demo</source>
        <translation>Demo zurücksetzen</translation>
    </message>
    <message>
        <source>Begin the demo anew?</source>
        <translation>Demo neu beginnen?</translation>
    </message>
    <message>
        <source>The demo in %1 is deleted with its scores, cuts and runs, and made again.</source>
        <translation>Die Demo in %1 wird mit ihren Bewertungen, Schwellen und Läufen gelöscht und neu angelegt.</translation>
    </message>
    <message>
        <source>The demo is at work: stop its jobs, then reset it.</source>
        <translation>Die Demo ist bei der Arbeit: Halten Sie ihre Aufträge an, dann setzen Sie sie zurück.</translation>
    </message>
    <message>
        <source>%1 could not be deleted. Check that you may write to it.</source>
        <translation>%1 konnte nicht gelöscht werden. Prüfen Sie, ob Sie dort schreiben dürfen.</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>&amp;Hoher Kontrast</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>Te&amp;xtgröße</translation>
    </message>
    <message>
        <source>Teaching: text 200 %, thick lines, large pointer</source>
        <translation>Unterricht: Text 200 %, dicke Linien, großer Zeiger</translation>
    </message>
    <message>
        <source>The demo&apos;s experiment is over: its recipes stand side by side.</source>
        <translation>Das Experiment der Demo ist zu Ende: Seine Rezepte stehen nebeneinander.</translation>
    </message>
    <message>
        <source>Compare them</source>
        <translation>Vergleichen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::MatrixChart</name>
    <message>
        <source>No answers to count</source>
        <translation>Keine Antworten zu zählen</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>%1 answers, %2 of them on the diagonal</source>
        <translation>%1 Antworten, davon %2 auf der Diagonale</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ModelsCard</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>Familie</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>The models that answer questions would stand here. Add a Hugging Face folder (safetensors) or a GGUF file; it is referred to by its path and checksum, not copied.</source>
        <translation>Hier stünden die Modelle, die Fragen beantworten. Fügen Sie einen Hugging-Face-Ordner (safetensors) oder eine GGUF-Datei hinzu; sie wird über Pfad und Prüfsumme angesprochen, nicht kopiert.</translation>
    </message>
    <message>
        <source>Add model…</source>
        <translation>Modell hinzufügen…</translation>
    </message>
    <message>
        <source>Asks for a Hugging Face folder or a GGUF file</source>
        <translation>Fragt nach einem Hugging-Face-Ordner oder einer GGUF-Datei</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Hugging Face folder…</source>
        <translation>Hugging-Face-Ordner…</translation>
    </message>
    <message>
        <source>GGUF file…</source>
        <translation>GGUF-Datei…</translation>
    </message>
    <message>
        <source>%1 (missing)</source>
        <translation>%1 (fehlt)</translation>
    </message>
    <message>
        <source>%1 is not there any more. Add the model again from where it is now; it is recognised by its checksum.</source>
        <translation>%1 ist nicht mehr da. Fügen Sie das Modell von seinem jetzigen Ort erneut hinzu; es wird an der Prüfsumme erkannt.</translation>
    </message>
    <message>
        <source>Folder with config.json, tokenizer.json and safetensors</source>
        <translation>Ordner mit config.json, tokenizer.json und safetensors</translation>
    </message>
    <message>
        <source>GGUF file</source>
        <translation>GGUF-Datei</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf);;All files (*)</source>
        <translation>GGUF-Modelle (*.gguf);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>%1 wird gelesen…</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>Hides this message</source>
        <translation>Blendet diese Meldung aus</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung ausblenden</translation>
    </message>
</context>
<context>
    <name>caftan::ui::OverviewCard</name>
    <message>
        <source>Charts of the ticked runs</source>
        <translation>Diagramme der angekreuzten Läufe</translation>
    </message>
    <message>
        <source>What do the tokens buy?</source>
        <translation>Was bringen die Tokens?</translation>
    </message>
    <message>
        <source>Accuracy against tokens</source>
        <translation>Genauigkeit gegen Tokens</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Validation accuracy, epoch by epoch</source>
        <translation>Genauigkeit auf der Validierung, Epoche für Epoche</translation>
    </message>
    <message>
        <source>Which tokens</source>
        <translation>Welche Tokens</translation>
    </message>
    <message>
        <source>Tokens are counted five ways: what runs along the chart</source>
        <translation>Tokens werden auf fünf Arten gezählt: was auf der Achse läuft</translation>
    </message>
    <message>
        <source>answer tokens, times epochs</source>
        <translation>Antworttokens mal Epochen</translation>
    </message>
    <message>
        <source>answer tokens, each once</source>
        <translation>Antworttokens, jedes einmal</translation>
    </message>
    <message>
        <source>with prompts</source>
        <translation>mit Prompts</translation>
    </message>
    <message>
        <source>bought from the teacher</source>
        <translation>vom Lehrer gekauft</translation>
    </message>
    <message>
        <source>written per answer</source>
        <translation>je Antwort geschrieben</translation>
    </message>
    <message>
        <source>Left and right arrow walk from recipe to recipe; the stair joins those that nothing beats</source>
        <translation>Links und rechts gehen von Rezept zu Rezept; die Treppe verbindet die, die nichts übertrifft</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Validation accuracy by epoch</source>
        <translation>Genauigkeit auf der Validierung nach Epoche</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>%1 (one seed)</source>
        <translation>%1 (ein Seed)</translation>
    </message>
    <message>
        <source>%1
%2 %
%3 tokens</source>
        <translation>%1
%2 %
%3 Tokens</translation>
    </message>
    <message>
        <source> (log)</source>
        <translation> (log)</translation>
    </message>
    <message>
        <source>Reading answers…</source>
        <translation>Antworten werden gelesen…</translation>
    </message>
    <message>
        <source>Tick runs that have been evaluated</source>
        <translation>Kreuzen Sie Läufe an, die ausgewertet sind</translation>
    </message>
    <message>
        <source>95 % intervals; stair: nothing beats these</source>
        <translation>95-%-Intervalle; Treppe: unübertroffen</translation>
    </message>
    <message>
        <source>one seed, 95 % intervals; stair: nothing beats these</source>
        <translation>ein Seed, 95-%-Intervalle; Treppe: unübertroffen</translation>
    </message>
    <message>
        <source>; %1 without this figure</source>
        <translation>; %1 ohne diese Angabe</translation>
    </message>
    <message>
        <source>Validation accuracy of the ticked runs, as soon as there is some</source>
        <translation>Genauigkeit der angekreuzten Läufe auf der Validierung, sobald es welche gibt</translation>
    </message>
    <message>
        <source>validation accuracy, mean over the seeds; band: lowest to highest seed</source>
        <translation>Validierung, Mittel der Seeds; Streifen: niedrigster bis höchster</translation>
    </message>
    <message>
        <source>validation accuracy</source>
        <translation>Genauigkeit auf der Validierung</translation>
    </message>
</context>
<context>
    <name>caftan::ui::PictureMaker</name>
    <message>
        <source>%1 could not be made: choose a folder that can be written.</source>
        <translation>%1 ließ sich nicht anlegen: Wählen Sie einen beschreibbaren Ordner.</translation>
    </message>
    <message>
        <source>The project did not open within two minutes.</source>
        <translation>Das Projekt öffnete sich nicht binnen zwei Minuten.</translation>
    </message>
    <message>
        <source>%1 could not be written: check the folder and the free space.</source>
        <translation>%1 ließ sich nicht schreiben: Prüfen Sie den Ordner und den freien Platz.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ProjectService</name>
    <message>
        <source>%1 was removed or renamed while it was open. Put it back, or open another project.</source>
        <translation>%1 wurde entfernt oder umbenannt, während es geöffnet war. Legen Sie es zurück oder öffnen Sie ein anderes Projekt.</translation>
    </message>
    <message>
        <source>%1 was replaced by another file while it was open. Open it again to see what it holds now.</source>
        <translation>%1 wurde durch eine andere Datei ersetzt, während es geöffnet war. Öffnen Sie es erneut, um zu sehen, was es nun enthält.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::QuestionDetail</name>
    <message>
        <source>The question</source>
        <translation>Die Frage</translation>
    </message>
    <message>
        <source>Choose a question to see its options, probabilities and recorded reasoning.</source>
        <translation>Wählen Sie eine Frage, um ihre Optionen, Wahrscheinlichkeiten und aufgezeichneten Begründungen zu sehen.</translation>
    </message>
    <message>
        <source>Question %1</source>
        <translation>Frage %1</translation>
    </message>
    <message>
        <source> · entropy %1</source>
        <translation> · Entropie %1</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>ID %1</translation>
    </message>
    <message>
        <source>%1 prompt tokens</source>
        <translation>%1 Prompt-Tokens</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>The answer &quot;%1&quot; names none of the options: it is invalid.</source>
        <translation>Die Antwort „%1“ nennt keine der Optionen: Sie ist ungültig.</translation>
    </message>
    <message>
        <source>Most probable tokens</source>
        <translation>Wahrscheinlichste Tokens</translation>
    </message>
    <message>
        <source>Prompt, exactly as sent</source>
        <translation>Prompt, genau wie gesendet</translation>
    </message>
    <message>
        <source>Shows the text that the model was given, with the marks of its chat format</source>
        <translation>Zeigt den Text, den das Modell bekam, mit den Marken seines Chatformats</translation>
    </message>
    <message>
        <source>Reasoning of %1, %2</source>
        <translation>Begründung von %1, %2</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>falsch</translation>
    </message>
    <message>
        <source>, %1 tokens</source>
        <translation>, %1 Tokens</translation>
    </message>
    <message>
        <source>Recorded rationale</source>
        <translation>Aufgezeichnete Erläuterung</translation>
    </message>
    <message>
        <source>The answer, token by token</source>
        <translation>Die Antwort, Token für Token</translation>
    </message>
</context>
<context>
    <name>caftan::ui::QuestionPanel</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search questions</source>
        <translation>Fragen durchsuchen</translation>
    </message>
    <message>
        <source>Lists the questions whose text, options or category contain this</source>
        <translation>Listet die Fragen, deren Text, Optionen oder Kategorie dies enthalten</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Lists the least or the most sure questions first</source>
        <translation>Listet zuerst die unsichersten oder die sichersten Fragen</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>Behalten…</translation>
    </message>
    <message>
        <source>Keep the questions that are listed</source>
        <translation>Die gelisteten Fragen behalten</translation>
    </message>
    <message>
        <source>Writes the questions that are listed to a file, or keeps them as a selection to train on</source>
        <translation>Schreibt die gelisteten Fragen in eine Datei oder behält sie als Auswahl zum Trainieren</translation>
    </message>
    <message>
        <source>Export as CSV, JSONL or Parquet…</source>
        <translation>Als CSV, JSONL oder Parquet exportieren…</translation>
    </message>
    <message>
        <source>Keep as a selection…</source>
        <translation>Als Auswahl behalten…</translation>
    </message>
    <message>
        <source>Most sure first</source>
        <translation>Sicherste zuerst</translation>
    </message>
    <message>
        <source>Lists the questions of %1 only</source>
        <translation>Listet nur die Fragen von %1</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>Lists the answers that name none of the options</source>
        <translation>Listet die Antworten, die keine der Optionen nennen</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ richtig</translation>
    </message>
    <message>
        <source>Lists the questions answered rightly only</source>
        <translation>Listet nur die richtig beantworteten Fragen</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ falsch</translation>
    </message>
    <message>
        <source>Lists the questions answered wrongly only</source>
        <translation>Listet nur die falsch beantworteten Fragen</translation>
    </message>
    <message>
        <source>The range drawn on the histogram; click to let go of it</source>
        <translation>Der im Histogramm aufgezogene Bereich; ein Klick hebt ihn auf</translation>
    </message>
    <message>
        <source>The category that everything shows; click to show all of them</source>
        <translation>Die Kategorie, die alles zeigt; ein Klick zeigt alle</translation>
    </message>
    <message>
        <source>Picked questions; click to let go of them</source>
        <translation>Ausgesuchte Fragen; ein Klick hebt sie auf</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 Fragen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::QuestionTableModel</name>
    <message>
        <source>Metric</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>Frage</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>Geantwortet</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Soll</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Strg+%2)</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ReasoningView</name>
    <message>
        <source>%1 tokens · entropy %2 on average, %3 at most</source>
        <translation>%1 Tokens · Entropie im Mittel %2, höchstens %3</translation>
    </message>
    <message>
        <source> · perplexity %1</source>
        <translation> · Perplexität %1</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>Begründung</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RecipeTable</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>Läufe filtern</translation>
    </message>
    <message>
        <source>Only runs whose name, recipe, tags, notes or state hold these words</source>
        <translation>Nur Läufe, deren Name, Rezept, Tags, Notizen oder Zustand diese Wörter enthalten</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Which columns the table shows</source>
        <translation>Welche Spalten die Tabelle zeigt</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Runs, folded to recipes</source>
        <translation>Läufe, zu Rezepten zusammengefasst</translation>
    </message>
    <message>
        <source>Space ticks a run for comparison, F2 edits a name, tags or notes, Delete deletes</source>
        <translation>Leertaste kreuzt einen Lauf zum Vergleich an, F2 bearbeitet Name, Tags oder Notizen, Entf löscht</translation>
    </message>
    <message>
        <source>Compare others with this</source>
        <translation>Andere hiermit vergleichen</translation>
    </message>
    <message>
        <source>Let go of the baseline</source>
        <translation>Baseline loslassen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RefusalBar</name>
    <message>
        <source>Goes to the Data page</source>
        <translation>Geht zur Seite Daten</translation>
    </message>
    <message>
        <source>Changes what the %1 band is trained on</source>
        <translation>Ändert, worauf das Band %1 trainiert wird</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>Aufteilen…</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>Modell hinzufügen…</translation>
    </message>
    <message>
        <source>Attach answers…</source>
        <translation>Antworten anhängen…</translation>
    </message>
    <message>
        <source>Short answers</source>
        <translation>Kurze Antworten</translation>
    </message>
    <message>
        <source>Skip the band</source>
        <translation>Band auslassen</translation>
    </message>
    <message>
        <source>Close the test, cut at quartiles</source>
        <translation>Test schließen, nach Quartilen teilen</translation>
    </message>
    <message>
        <source>Shows training and validation only and takes the quartiles of the training questions</source>
        <translation>Zeigt nur Training und Validierung und nimmt die Quartile der Trainingsfragen</translation>
    </message>
    <message>
        <source>Smaller micro batches</source>
        <translation>Kleinere Mikro-Batches</translation>
    </message>
    <message>
        <source>Takes as many tokens at once as fit; the rest of a step accumulates</source>
        <translation>Nimmt so viele Tokens auf einmal, wie passen; der Rest eines Schritts sammelt sich an</translation>
    </message>
    <message>
        <source>LoRA instead</source>
        <translation>Stattdessen LoRA</translation>
    </message>
    <message>
        <source>Trains a small adapter beside the weights</source>
        <translation>Trainiert einen kleinen Adapter neben den Gewichten</translation>
    </message>
    <message>
        <source>Compute activations again</source>
        <translation>Aktivierungen neu berechnen</translation>
    </message>
    <message>
        <source>The same result in less memory, but slower</source>
        <translation>Dasselbe Ergebnis mit weniger Speicher, aber langsamer</translation>
    </message>
    <message>
        <source>QLoRA in 4 bits</source>
        <translation>QLoRA mit 4 Bit</translation>
    </message>
    <message>
        <source>Trains a small adapter beside the weights, which are kept in 4 bits</source>
        <translation>Trainiert einen kleinen Adapter neben den Gewichten, die mit 4 Bit gehalten werden</translation>
    </message>
    <message>
        <source>Base as it is</source>
        <translation>Basis unverändert</translation>
    </message>
    <message>
        <source>Trains all weights, none of them in few bits</source>
        <translation>Trainiert alle Gewichte, keines davon mit wenigen Bit</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ReplayBar</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Plays or pauses (Space); the arrow keys move along the run</source>
        <translation>Spielt ab oder hält an (Leertaste); die Pfeiltasten bewegen durch den Lauf</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Shows the whole run again (Esc)</source>
        <translation>Zeigt wieder den ganzen Lauf (Esc)</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RocChart</name>
    <message>
        <source>right answers flagged</source>
        <translation>markierte richtige</translation>
    </message>
    <message>
        <source>wrong answers found</source>
        <translation>gefundene falsche</translation>
    </message>
    <message>
        <source>Needs right and wrong answers</source>
        <translation>Braucht richtige und falsche Antworten</translation>
    </message>
    <message>
        <source>cut %1</source>
        <translation>Schwelle %1</translation>
    </message>
    <message>
        <source>finds %1 of wrong</source>
        <translation>findet %1 der falschen</translation>
    </message>
    <message>
        <source>flags %1 of right</source>
        <translation>markiert %1 der richtigen</translation>
    </message>
    <message>
        <source>Cut %1 of %2 on the ROC: %3 %4 %5, finds %6 of wrong answers, flags %7 of right ones</source>
        <translation>Schwelle %1 von %2 auf der ROC: %3 %4 %5, findet %6 der falschen Antworten, markiert %7 der richtigen</translation>
    </message>
    <message>
        <source>No curve: right and wrong answers are needed</source>
        <translation>Keine Kurve: Dazu braucht es richtige und falsche Antworten</translation>
    </message>
    <message>
        <source>cut %1 at %2 %3 finds %4 of the wrong answers and flags %5 of the right ones</source>
        <translation>Schwelle %1 bei %2 %3 findet %4 der falschen Antworten und markiert %5 der richtigen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunDelegate</name>
    <message>
        <source>Lays this run over the chosen one in every chart (Space)</source>
        <translation>Legt diesen Lauf in jedem Diagramm über den gewählten (Leertaste)</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunHeader</name>
    <message>
        <source>Show log</source>
        <translation>Protokoll zeigen</translation>
    </message>
    <message>
        <source>What the run reported until it ended</source>
        <translation>Was der Lauf bis zu seinem Ende gemeldet hat</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Finishes the step, keeps a checkpoint and frees the device; Resume goes on to the same bits</source>
        <translation>Beendet den Schritt, behält einen Checkpoint und gibt das Gerät frei; „Fortsetzen“ führt zu denselben Bits</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Goes on from the last checkpoint; no step is counted twice</source>
        <translation>Macht beim letzten Checkpoint weiter; kein Schritt zählt doppelt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Ends the run after its step; what it has is kept and can be resumed</source>
        <translation>Beendet den Lauf nach seinem Schritt; was er hat, bleibt und kann fortgesetzt werden</translation>
    </message>
    <message>
        <source>Branch…</source>
        <translation>Abzweigen…</translation>
    </message>
    <message>
        <source>Starts a new run from this one&apos;s best weights, with settings that you change</source>
        <translation>Beginnt einen neuen Lauf mit den besten Gewichten von diesem, mit Einstellungen, die Sie ändern</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>Jetzt starten</translation>
    </message>
    <message>
        <source>Can be used once the run has been validated after its first epoch: a branch starts from the best weights</source>
        <translation>Verfügbar, sobald der Lauf nach seiner ersten Epoche validiert ist: Ein Abzweig beginnt mit den besten Gewichten</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>Wiedergeben</translation>
    </message>
    <message>
        <source>Plays the run again, from its first step, at a speed of your choice</source>
        <translation>Spielt den Lauf vom ersten Schritt an noch einmal ab, so schnell Sie wollen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunList</name>
    <message>
        <source>Search name, recipe, tag, state</source>
        <translation>Name, Rezept, Tag, Zustand</translation>
    </message>
    <message>
        <source>Shows only the runs that hold these words</source>
        <translation>Zeigt nur die Läufe, die diese Wörter enthalten</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>Läufe suchen</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Arrows choose a run, Space lays it over the others</source>
        <translation>Pfeile wählen einen Lauf, die Leertaste legt ihn über die anderen</translation>
    </message>
    <message>
        <source>+ New</source>
        <translation>+ Neu</translation>
    </message>
    <message>
        <source>Goes to Explore, where the bands are cut and a run is started</source>
        <translation>Geht zu „Erkunden“, wo die Bänder geteilt und Läufe gestartet werden</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>Neuer Lauf</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%1 von %2 Läufen</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunListModel</name>
    <message>
        <source>pausing</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>wird beendet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>unterbrochen</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>Seed %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunsPage</name>
    <message>
        <source>What did training change?</source>
        <translation>Was hat das Training geändert?</translation>
    </message>
    <message>
        <source>Start the demo&apos;s experiment</source>
        <translation>Experiment der Demo starten</translation>
    </message>
    <message>
        <source>Scores the questions, cuts them in three and trains five recipes, one after another: about three minutes on two cores</source>
        <translation>Bewertet die Fragen, teilt sie in drei Bänder und trainiert fünf Rezepte nacheinander: etwa drei Minuten auf zwei Kernen</translation>
    </message>
    <message>
        <source>Go to Explore</source>
        <translation>Zu „Erkunden“</translation>
    </message>
    <message>
        <source>There the bands are cut, and Train starts a run</source>
        <translation>Dort werden die Bänder geteilt, und „Trainieren“ startet einen Lauf</translation>
    </message>
    <message>
        <source>Views of the run</source>
        <translation>Ansichten des Laufs</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Loss and accuracy</source>
        <translation>Verlust und Genauigkeit</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Learning rate, gradient norm and speed</source>
        <translation>Lernrate, Norm des Gradienten und Tempo</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>Entropie</translation>
    </message>
    <message>
        <source>How sure the model becomes, evaluation by evaluation</source>
        <translation>Wie sicher das Modell wird, Auswertung für Auswertung</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>What the model answered in each evaluation</source>
        <translation>Was das Modell in jeder Auswertung antwortete</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What the run reported</source>
        <translation>Was der Lauf gemeldet hat</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Everything that made the run; tags and notes</source>
        <translation>Alles, was den Lauf ausmacht; Tags und Notizen</translation>
    </message>
    <message>
        <source>What runs along the charts</source>
        <translation>Was auf der Achse der Diagramme läuft</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Along the optimiser steps</source>
        <translation>Über die Optimiererschritte</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
    <message>
        <source>Along the epochs</source>
        <translation>Über die Epochen</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>Along the tokens trained</source>
        <translation>Über die trainierten Tokens</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Along the time at work, pauses left out</source>
        <translation>Über die Arbeitszeit, ohne Pausen</translation>
    </message>
    <message>
        <source>Each run would stand here with its state, its loss and its accuracy as they come: whether reasoning only where the model is unsure reaches what distilling everything does. The demo trains five recipes on a tiny model, live, in a few minutes.</source>
        <translation>Hier stünde jeder Lauf mit Zustand, Verlust und Genauigkeit, wie sie kommen: ob Begründen nur dort, wo das Modell unsicher ist, erreicht, was Destillieren von allem erreicht. Die Demo trainiert fünf Rezepte an einem winzigen Modell, live, in wenigen Minuten.</translation>
    </message>
    <message>
        <source>Each run would stand here with its state, its loss and its accuracy as they come, also one that was started in a terminal. A run begins on Explore: cut the questions into bands, choose what each band is trained on, and start.</source>
        <translation>Hier stünde jeder Lauf mit Zustand, Verlust und Genauigkeit, wie sie kommen, auch einer, der im Terminal gestartet wurde. Ein Lauf beginnt auf „Erkunden“: Teilen Sie die Fragen in Bänder, wählen Sie, worauf jedes trainiert wird, und starten Sie.</translation>
    </message>
    <message>
        <source>%1 runs overlaid</source>
        <translation>%1 Läufe überlagert</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ScoreSheet</name>
    <message>
        <source>is not scored</source>
        <translation>wird nicht bewertet</translation>
    </message>
    <message>
        <source>IFD, too</source>
        <translation>auch IFD</translation>
    </message>
    <message>
        <source>Recorded reasoning</source>
        <translation>Aufgezeichnete Begründung</translation>
    </message>
    <message>
        <source>What a teacher&apos;s reasoning costs this model, token by token: entropies and NLL, shown with the question</source>
        <translation>Was die Begründung eines Lehrers dieses Modell kostet, Token für Token: Entropien und NLL, bei der Frage gezeigt</translation>
    </message>
    <message>
        <source>Instruction-following difficulty</source>
        <translation>Schwierigkeit der Anweisung</translation>
    </message>
    <message>
        <source>How much the question helps with its answer: NLL of the key after the question over NLL without; reads the key</source>
        <translation>Wie sehr die Frage bei ihrer Antwort hilft: NLL des Schlüssels nach der Frage durch NLL ohne sie; liest den Schlüssel</translation>
    </message>
    <message>
        <source>Score questions with a model</source>
        <translation>Fragen mit einem Modell bewerten</translation>
    </message>
    <message>
        <source>plain: one letter or number</source>
        <translation>schlicht: ein Buchstabe oder eine Zahl</translation>
    </message>
    <message>
        <source>fallback: may say it does not know</source>
        <translation>mit Ausweg: darf sagen, dass es nicht weiß</translation>
    </message>
    <message>
        <source>float32, exact</source>
        <translation>float32, genau</translation>
    </message>
    <message>
        <source>bfloat16, faster</source>
        <translation>bfloat16, schneller</translation>
    </message>
    <message>
        <source>all questions</source>
        <translation>alle Fragen</translation>
    </message>
    <message>
        <source>train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>Validierung</translation>
    </message>
    <message>
        <source>test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>best there is</source>
        <translation>das beste vorhandene</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Start scoring</source>
        <translation>Bewertung starten</translation>
    </message>
    <message>
        <source>Starts a job of its own that goes on when the window is closed</source>
        <translation>Startet einen eigenen Auftrag, der weiterläuft, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model that answers; add one under Models</source>
        <translation>Das Modell, das antwortet; fügen Sie eines unter Modelle hinzu</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>How a question is put to the model; the exact prompts are hashed with the scores</source>
        <translation>Wie dem Modell eine Frage gestellt wird; die genauen Prompts werden mit den Werten gehasht</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>bfloat16 is faster and may move a few questions across a cut</source>
        <translation>bfloat16 ist schneller und kann einige Fragen über eine Schwelle rücken</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Where the model is run</source>
        <translation>Wo das Modell läuft</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Which part of the data set is scored</source>
        <translation>Welcher Teil des Datensatzes bewertet wird</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>Only the first so many questions; 0: all</source>
        <translation>Nur die ersten so vielen Fragen; 0: alle</translation>
    </message>
    <message>
        <source>%1 questions of &quot;%2&quot;, one token each. Every answer is kept as it comes; pause, stop and resume in Jobs.</source>
        <translation>%1 Fragen aus „%2“, je ein Token. Jede Antwort wird sofort behalten; anhalten, beenden und fortsetzen unter Aufträge.</translation>
    </message>
    <message>
        <source>There is no model in this project yet. Close this form and add one under Models.</source>
        <translation>In diesem Projekt gibt es noch kein Modell. Schließen Sie dieses Formular und fügen Sie eines unter Modelle hinzu.</translation>
    </message>
    <message>
        <source>This part holds no question. Choose another, or split the data set first.</source>
        <translation>Dieser Teil enthält keine Frage. Wählen Sie einen anderen oder teilen Sie den Datensatz zuerst auf.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ScoringsCard</name>
    <message>
        <source>Scoring</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Richtig</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>A scoring is what a model answered and how sure it was. It would stand here with its accuracy, and be explored from here. Score the data set, or import a file that has recorded entropies.</source>
        <translation>Eine Bewertung ist, was ein Modell geantwortet hat und wie sicher es war. Sie stünde hier mit ihrer Genauigkeit und ließe sich von hier erkunden. Bewerten Sie den Datensatz oder importieren Sie eine Datei mit aufgezeichneten Entropien.</translation>
    </message>
    <message>
        <source>Score…</source>
        <translation>Bewerten…</translation>
    </message>
    <message>
        <source>Lets a model answer the questions of this data set with one token each</source>
        <translation>Lässt ein Modell die Fragen dieses Datensatzes mit je einem Token beantworten</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>Erkunden</translation>
    </message>
    <message>
        <source>Opens the chosen scoring with its histogram, ROC and cuts</source>
        <translation>Öffnet die gewählte Bewertung mit Histogramm, ROC und Schwellen</translation>
    </message>
    <message>
        <source>Scorings of the data set</source>
        <translation>Bewertungen des Datensatzes</translation>
    </message>
    <message>
        <source>Scorings</source>
        <translation>Bewertungen</translation>
    </message>
    <message>
        <source>%1: prompt %2, %3</source>
        <translation>%1: Prompt %2, %3</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>aufgezeichnet</translation>
    </message>
    <message>
        <source>Over valid answers; a sealed test part is left out</source>
        <translation>Über gültige Antworten; ein versiegelter Testteil bleibt außen vor</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ScoringsView</name>
    <message>
        <source>The same questions, asked twice</source>
        <translation>Dieselben Fragen, zweimal gefragt</translation>
    </message>
    <message>
        <source>against</source>
        <translation>gegen</translation>
    </message>
    <message>
        <source>The other scoring</source>
        <translation>Die andere Bewertung</translation>
    </message>
    <message>
        <source>Chooses the scoring that is drawn upwards; it has the same questions</source>
        <translation>Wählt die Bewertung, die nach oben gezeichnet wird; sie hat dieselben Fragen</translation>
    </message>
    <message>
        <source>Metric of both scorings</source>
        <translation>Maß beider Bewertungen</translation>
    </message>
    <message>
        <source>Score the same questions a second time, with another model, prompt or checkpoint, to see here where the two differ.</source>
        <translation>Bewerten Sie dieselben Fragen ein zweites Mal, mit einem anderen Modell, Prompt oder Checkpoint, um hier zu sehen, wo sich die beiden unterscheiden.</translation>
    </message>
    <message>
        <source>drawn in the scatter</source>
        <translation>im Streudiagramm aufgezogen</translation>
    </message>
    <message>
        <source>How questions move between bands</source>
        <translation>Wie Fragen zwischen Bändern wandern</translation>
    </message>
    <message>
        <source>Flow between bands</source>
        <translation>Fluss zwischen Bändern</translation>
    </message>
    <message>
        <source>Lists these questions below</source>
        <translation>Listet diese Fragen unten</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>Reading both scorings…</source>
        <translation>Beide Bewertungen werden gelesen…</translation>
    </message>
    <message>
        <source>%1 questions answered by both. Rank correlation %2. Right: %3 points difference [%4, %5], McNemar&apos;s p %6</source>
        <translation>%1 Fragen von beiden beantwortet. Rangkorrelation %2. Richtig: %3 Punkte Unterschied [%4, %5], p nach McNemar %6</translation>
    </message>
    <message>
        <source>both right</source>
        <translation>beide richtig</translation>
    </message>
    <message>
        <source>only the first right</source>
        <translation>nur die erste richtig</translation>
    </message>
    <message>
        <source>only the second right</source>
        <translation>nur die zweite richtig</translation>
    </message>
    <message>
        <source>both wrong</source>
        <translation>beide falsch</translation>
    </message>
    <message>
        <source>sure, then unsure</source>
        <translation>sicher, dann unsicher</translation>
    </message>
    <message>
        <source>unsure, then sure</source>
        <translation>unsicher, dann sicher</translation>
    </message>
    <message>
        <source>Score questions…</source>
        <translation>Fragen bewerten…</translation>
    </message>
    <message>
        <source>Goes to Data, where a model is asked; both scorings are kept</source>
        <translation>Wechselt zu Daten, wo ein Modell gefragt wird; beide Bewertungen bleiben</translation>
    </message>
</context>
<context>
    <name>caftan::ui::SelectionKeeper</name>
    <message>
        <source>Export the questions that are listed</source>
        <translation>Gelistete Fragen exportieren</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.jsonl *.parquet)</source>
        <translation>Tabellen (*.csv *.tsv *.jsonl *.parquet)</translation>
    </message>
    <message>
        <source>Keep as a selection</source>
        <translation>Als Auswahl behalten</translation>
    </message>
    <message>
        <source>Name of these %1 questions; a name that exists is replaced</source>
        <translation>Name dieser %1 Fragen; ein vorhandener Name wird ersetzt</translation>
    </message>
    <message>
        <source>%1 questions written to %2</source>
        <translation>%1 Fragen nach %2 geschrieben</translation>
    </message>
    <message>
        <source>Selection %1: %2 questions; train on it with --selection</source>
        <translation>Auswahl %1: %2 Fragen; mit --selection darauf trainieren</translation>
    </message>
    <message>
        <source>The list was written to %1</source>
        <translation>Die Liste wurde nach %1 geschrieben</translation>
    </message>
</context>
<context>
    <name>caftan::ui::SettingsView</name>
    <message>
        <source>%1 questions, %2, %3 answer tokens</source>
        <translation>%1 Fragen, %2, %3 Antworttokens</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Only settings whose name or value holds these words</source>
        <translation>Nur Einstellungen, deren Name oder Wert diese Wörter enthält</translation>
    </message>
    <message>
        <source>Copy document</source>
        <translation>Dokument kopieren</translation>
    </message>
    <message>
        <source>Copies the settings as JSON: `caftan-cli train --config FILE` repeats the run</source>
        <translation>Kopiert die Einstellungen als JSON: `caftan-cli train --config DATEI` wiederholt den Lauf</translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation>Einstellungen des Laufs</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Words to find the run by; shown in the list</source>
        <translation>Wörter, mit denen der Lauf zu finden ist; in der Liste gezeigt</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>What you want to remember about this run</source>
        <translation>Was Sie sich zu diesem Lauf merken wollen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Bänder</translation>
    </message>
    <message>
        <source>Cuts</source>
        <translation>Schwellen</translation>
    </message>
    <message>
        <source>Data, model and teacher</source>
        <translation>Daten, Modell und Lehrer</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Versions and machine</source>
        <translation>Versionen und Rechner</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Closes this form; nothing is done (Esc)</source>
        <translation>Schließt dieses Formular; nichts wird getan (Esc)</translation>
    </message>
</context>
<context>
    <name>caftan::ui::SystemMonitor</name>
    <message>
        <source>GPU %1 / %2 GB · %3 %</source>
        <translation>GPU %1 / %2 GB · %3 %</translation>
    </message>
    <message>
        <source>CPU %1 %</source>
        <translation>CPU %1 %</translation>
    </message>
    <message>
        <source>RAM %1 / %2 GB</source>
        <translation>RAM %1 / %2 GB</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TintedText</name>
    <message>
        <source>“%1”: given, not chosen by the model</source>
        <translation>„%1“: vorgegeben, nicht vom Modell gewählt</translation>
    </message>
    <message>
        <source>“%1”: entropy %2 nats</source>
        <translation>„%1“: Entropie %2 nat</translation>
    </message>
    <message>
        <source>“%1” %2, entropy %3 nats</source>
        <translation>„%1“ %2, Entropie %3 nat</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TourCard</name>
    <message>
        <source>End</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Ends the tour; Help takes it up where it was left (Esc)</source>
        <translation>Beendet die Tour; unter Hilfe geht sie dort weiter, wo sie verlassen wurde (Esc)</translation>
    </message>
    <message>
        <source>Your guess, in percent</source>
        <translation>Ihre Schätzung in Prozent</translation>
    </message>
    <message>
        <source>Share of the least sure third that is right</source>
        <translation>Anteil des unsichersten Drittels, der richtig ist</translation>
    </message>
    <message>
        <source>That is my guess</source>
        <translation>Das ist meine Schätzung</translation>
    </message>
    <message>
        <source>Keeps the guess, to be held against what comes</source>
        <translation>Merkt sich die Schätzung, um sie mit dem Ergebnis zu vergleichen</translation>
    </message>
    <message>
        <source>Bets on this recipe</source>
        <translation>Wettet auf dieses Rezept</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>The step before (Alt+Left)</source>
        <translation>Der Schritt davor (Alt+Links)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>The next step (Alt+Right)</source>
        <translation>Der nächste Schritt (Alt+Rechts)</translation>
    </message>
    <message>
        <source>Tour, step %1 of %2</source>
        <translation>Tour, Schritt %1 von %2</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>right</source>
        <translation>richtig</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>your bet</source>
        <translation>Ihre Wette</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TracesSheet</name>
    <message>
        <source>Attach recorded reasoning</source>
        <translation>Aufgezeichnete Begründungen anhängen</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Anhängen</translation>
    </message>
    <message>
        <source>Reads the file and attaches each reasoning to its question</source>
        <translation>Liest die Datei und hängt jede Begründung an ihre Frage</translation>
    </message>
    <message>
        <source>Who wrote it</source>
        <translation>Wer sie schrieb</translation>
    </message>
    <message>
        <source>for example Llama-3.1-70B</source>
        <translation>zum Beispiel Llama-3.1-70B</translation>
    </message>
    <message>
        <source>Name of the model or person; reasoning of the same name is replaced</source>
        <translation>Name des Modells oder der Person; Begründungen gleichen Namens werden ersetzt</translation>
    </message>
    <message>
        <source>Rows with a question&apos;s id, the reasoning and its answer, in any format that import reads. They are what bands are distilled from, and give the token counts of the band table.</source>
        <translation>Zeilen mit der ID einer Frage, der Begründung und ihrer Antwort, in jedem Format, das der Import liest. Aus ihnen werden Bänder destilliert, und sie geben die Tokenzahlen der Bändertabelle.</translation>
    </message>
    <message>
        <source>%1, to &quot;%2&quot;</source>
        <translation>%1, zu „%2“</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>%1 reasonings attached, %2 with the right answer; %3 belong to no question of this data set.</source>
        <translation>%1 Begründungen angehängt, %2 mit der richtigen Antwort; %3 gehören zu keiner Frage dieses Datensatzes.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainAdvanced</name>
    <message>
        <source>▸  Advanced</source>
        <translation>▸  Erweitert</translation>
    </message>
    <message>
        <source>Unfolds batch, schedule, adapter, validation, checkpoints</source>
        <translation>Klappt Batch, Verlauf, Adapter, Validierung, Checkpoints auf</translation>
    </message>
    <message>
        <source>▾  Advanced</source>
        <translation>▾  Erweitert</translation>
    </message>
    <message>
        <source>Batch (answers)</source>
        <translation>Batch (Antworten)</translation>
    </message>
    <message>
        <source>Answers of one optimiser step</source>
        <translation>Antworten eines Optimiererschritts</translation>
    </message>
    <message>
        <source>Micro batch (tokens)</source>
        <translation>Mikro-Batch (Tokens)</translation>
    </message>
    <message>
        <source>Tokens of a micro batch: the rest of a step accumulates. Less needs less memory</source>
        <translation>Tokens eines Mikro-Batches: Der Rest eines Schritts sammelt sich an. Weniger braucht weniger Speicher</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>Begrenzung</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0: none</source>
        <translation>Größte Norm des Gradienten; 0: keine</translation>
    </message>
    <message>
        <source>Mean of the loss</source>
        <translation>Mittel des Verlusts</translation>
    </message>
    <message>
        <source>over tokens</source>
        <translation>über Tokens</translation>
    </message>
    <message>
        <source>over answers</source>
        <translation>über Antworten</translation>
    </message>
    <message>
        <source>over batches</source>
        <translation>über Batches</translation>
    </message>
    <message>
        <source>What counts alike: every token, every answer, or every micro batch</source>
        <translation>Was gleich zählt: jedes Token, jede Antwort oder jeder Mikro-Batch</translation>
    </message>
    <message>
        <source>Warm-up (steps)</source>
        <translation>Warm-up (Schritte)</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises from nothing</source>
        <translation>Schritte, über die die Lernrate von null ansteigt</translation>
    </message>
    <message>
        <source>Schedule of the rate</source>
        <translation>Verlauf der Rate</translation>
    </message>
    <message>
        <source>linear decay</source>
        <translation>linear fallend</translation>
    </message>
    <message>
        <source>cosine decay</source>
        <translation>fallender Kosinus</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>konstant</translation>
    </message>
    <message>
        <source>How the learning rate goes on after the warm-up</source>
        <translation>Wie die Lernrate nach dem Warm-up weitergeht</translation>
    </message>
    <message>
        <source>Floor of the rate</source>
        <translation>Untergrenze der Rate</translation>
    </message>
    <message>
        <source>Share of the learning rate that is left at the end</source>
        <translation>Anteil der Lernrate, der am Ende bleibt</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>Weight Decay</translation>
    </message>
    <message>
        <source>AdamW&apos;s pull of the weights towards nothing</source>
        <translation>AdamWs Zug der Gewichte gegen null</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA-Rang</translation>
    </message>
    <message>
        <source>Width of the adapter</source>
        <translation>Breite des Adapters</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA-Alpha</translation>
    </message>
    <message>
        <source>The adapter counts alpha / rank times</source>
        <translation>Der Adapter zählt Alpha / Rang-mal</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA-Dropout</translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs that is left out in each step</source>
        <translation>Anteil der Adaptereingaben, der in jedem Schritt wegfällt</translation>
    </message>
    <message>
        <source>LoRA targets</source>
        <translation>LoRA-Ziele</translation>
    </message>
    <message>
        <source>Linears that get an adapter, separated by commas</source>
        <translation>Lineare Schichten, die einen Adapter bekommen, mit Kommas getrennt</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>Validieren</translation>
    </message>
    <message>
        <source>after each epoch</source>
        <translation>nach jeder Epoche</translation>
    </message>
    <message>
        <source>After each epoch, and every so many steps</source>
        <translation>Nach jeder Epoche und alle so viele Schritte</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>every minute</source>
        <translation>jede Minute</translation>
    </message>
    <message>
        <source>Every so many steps, besides the one a minute: where a killed run goes on</source>
        <translation>Alle so viele Schritte, zusätzlich zu dem jede Minute: wo ein abgebrochener Lauf weitermacht</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Seed</translation>
    </message>
    <message>
        <source>Order of the questions, random choices, adapters</source>
        <translation>Reihenfolge der Fragen, zufällige Entscheidungen, Adapter</translation>
    </message>
    <message>
        <source>all questions</source>
        <translation>alle Fragen</translation>
    </message>
    <message>
        <source>At most, each band</source>
        <translation>Höchstens, je Band</translation>
    </message>
    <message>
        <source>So many questions of each band, drawn by the seed</source>
        <translation>So viele Fragen je Band, nach dem Seed gezogen</translation>
    </message>
    <message>
        <source>Only the selection</source>
        <translation>Nur die Auswahl</translation>
    </message>
    <message>
        <source>Name of a selection that was kept on Explore: training questions outside it are left out</source>
        <translation>Name einer Auswahl, die auf „Erkunden“ behalten wurde: Trainingsfragen außerhalb fallen weg</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>float32</source>
        <translation>float32</translation>
    </message>
    <message>
        <source>bfloat16</source>
        <translation>bfloat16</translation>
    </message>
    <message>
        <source>Of weights and products; bfloat16 needs half the memory for them</source>
        <translation>Der Gewichte und Produkte; bfloat16 braucht dafür halb so viel Speicher</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>best there is</source>
        <translation>das beste vorhandene</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Where the run computes</source>
        <translation>Wo der Lauf rechnet</translation>
    </message>
    <message>
        <source>the recipe&apos;s</source>
        <translation>der des Rezepts</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>Name des Laufs</translation>
    </message>
    <message>
        <source>How it is called on the Runs page</source>
        <translation>Wie er auf der Seite Läufe heißt</translation>
    </message>
    <message>
        <source>Leave out questions whose teacher is wrong, from every band</source>
        <translation>Fragen, bei denen der Lehrer irrt, aus jedem Band weglassen</translation>
    </message>
    <message>
        <source>So that every recipe learns from the same questions: a fair comparison</source>
        <translation>Damit jedes Rezept von denselben Fragen lernt: ein fairer Vergleich</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 Bit</translation>
    </message>
    <message>
        <source>4 bits</source>
        <translation>4 Bit</translation>
    </message>
    <message>
        <source>Base of the adapter</source>
        <translation>Basis des Adapters</translation>
    </message>
    <message>
        <source>QLoRA: the frozen weights in few bits, which need less memory. For LoRA only</source>
        <translation>QLoRA: die festen Gewichte mit wenigen Bit, die weniger Speicher brauchen. Nur für LoRA</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>Aktivierungen</translation>
    </message>
    <message>
        <source>as memory allows</source>
        <translation>wie der Speicher reicht</translation>
    </message>
    <message>
        <source>computed again</source>
        <translation>neu berechnet</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>Kept for the backward pass, or computed again there: the same result in less memory, but slower</source>
        <translation>Für den Rückwärtslauf behalten oder dort neu berechnet: dasselbe Ergebnis mit weniger Speicher, aber langsamer</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainDraft</name>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>Full fine-tuning</source>
        <translation>Volles Feintuning</translation>
    </message>
    <message>
        <source>the graphics card has %1 GB</source>
        <translation>die Grafikkarte hat %1 GB</translation>
    </message>
    <message>
        <source>this machine has %1 GB</source>
        <translation>dieser Rechner hat %1 GB</translation>
    </message>
    <message>
        <source>%1 of %2 needs about %3 GB even with one answer at a time, and %4. %5</source>
        <translation>%1 von %2 braucht selbst mit einer Antwort auf einmal etwa %3 GB, und %4. %5</translation>
    </message>
    <message>
        <source>this model</source>
        <translation>diesem Modell</translation>
    </message>
    <message>
        <source>Choose a smaller model.</source>
        <translation>Wählen Sie ein kleineres Modell.</translation>
    </message>
    <message>
        <source>LoRA needs about %1 GB.</source>
        <translation>LoRA braucht etwa %1 GB.</translation>
    </message>
    <message>
        <source>With %1 tokens at once it needs about %2 GB, and %3. Smaller micro batches learn the same, a little slower.</source>
        <translation>Mit %1 Tokens auf einmal braucht es etwa %2 GB, und %3. Kleinere Mikro-Batches lernen dasselbe, etwas langsamer.</translation>
    </message>
    <message>
        <source>No question of the %1 band has recorded reasoning that could be distilled. Attach a teacher&apos;s answers to the data set, or train the band on its short answers.</source>
        <translation>Keine Frage des Bandes %1 hat eine aufgezeichnete Begründung, die destilliert werden könnte. Hängen Sie die Antworten eines Lehrers an den Datensatz oder trainieren Sie das Band auf seine kurzen Antworten.</translation>
    </message>
    <message>
        <source>The %1 band has no training question. Move the cuts, or skip the band.</source>
        <translation>Das Band %1 hat keine Trainingsfrage. Verschieben Sie die Schwellen oder lassen Sie das Band aus.</translation>
    </message>
    <message>
        <source>Every band is skipped: train at least one.</source>
        <translation>Alle Bänder sind ausgelassen: Trainieren Sie mindestens eines.</translation>
    </message>
    <message>
        <source>Nothing has been scored yet, so there are no bands.</source>
        <translation>Noch ist nichts bewertet, also gibt es keine Bänder.</translation>
    </message>
    <message>
        <source>This project can only be read. Make %1 writable, or copy it elsewhere.</source>
        <translation>Dieses Projekt kann nur gelesen werden. Machen Sie %1 beschreibbar oder kopieren Sie es woandershin.</translation>
    </message>
    <message>
        <source>%1 is not split yet. Training, validation and a sealed test part come first, so that what is learned is never what is tested.</source>
        <translation>%1 ist noch nicht aufgeteilt. Training, Validierung und ein versiegelter Testteil kommen zuerst, damit nie getestet wird, was gelernt wurde.</translation>
    </message>
    <message>
        <source>These scores were recorded elsewhere: choose the model to train.</source>
        <translation>Diese Werte wurden anderswo aufgezeichnet: Wählen Sie das Modell, das trainiert wird.</translation>
    </message>
    <message>
        <source>These cuts were chosen while the test part was open, so a test of this run would prove nothing. Choose cuts again with the test part closed.</source>
        <translation>Diese Schwellen wurden bei geöffnetem Testteil gewählt, ein Test dieses Laufs würde also nichts beweisen. Wählen Sie die Schwellen bei geschlossenem Testteil neu.</translation>
    </message>
    <message>
        <source>Counting the tokens of every answer…</source>
        <translation>Die Tokens jeder Antwort werden gezählt…</translation>
    </message>
    <message>
        <source>With the base in 4 bits about %1 GB are enough.</source>
        <translation>Mit der Basis in 4 Bit reichen etwa %1 GB.</translation>
    </message>
    <message>
        <source>A base in %1 bits cannot learn itself: train an adapter on it (LoRA), or take the base as it is.</source>
        <translation>Eine Basis mit %1 Bit kann selbst nicht lernen: Trainieren Sie einen Adapter darauf (LoRA), oder nehmen Sie die Basis unverändert.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainFigures</name>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Optimiser steps over all epochs</source>
        <translation>Optimiererschritte über alle Epochen</translation>
    </message>
    <message>
        <source>Answer tokens trained</source>
        <translation>Trainierte Antworttokens</translation>
    </message>
    <message>
        <source>Tokens that the loss is taken on, times epochs; below, each answer once</source>
        <translation>Tokens, auf die der Verlust genommen wird, mal Epochen; darunter jede Antwort einmal</translation>
    </message>
    <message>
        <source>With prompts</source>
        <translation>Mit Prompts</translation>
    </message>
    <message>
        <source>Every token that goes through the model, times epochs; below, what the teacher wrote for the training questions, discarded answers too</source>
        <translation>Jedes Token, das durch das Modell geht, mal Epochen; darunter, was der Lehrer für die Trainingsfragen schrieb, auch verworfene Antworten</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>A guess from what has run in this project</source>
        <translation>Eine Schätzung aus dem, was in diesem Projekt gelaufen ist</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Weights, optimiser, gradients and what is kept for them, at the peak</source>
        <translation>Gewichte, Optimierer, Gradienten und was für sie behalten wird, in der Spitze</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>as fast as run %1</source>
        <translation>so schnell wie Lauf %1</translation>
    </message>
    <message>
        <source>guessed from scoring</source>
        <translation>aus der Bewertung geschätzt</translation>
    </message>
    <message>
        <source>nothing like it has run yet</source>
        <translation>Ähnliches lief noch nie</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>weights %1, optimiser %2, gradients %3, kept for backward %4, loss %5, program %6; %7 trained parameters</source>
        <translation>Gewichte %1, Optimierer %2, Gradienten %3, für den Rückweg behalten %4, Verlust %5, Programm %6; %7 trainierte Parameter</translation>
    </message>
    <message>
        <source>%1 written once</source>
        <translation>%1 einmal geschrieben</translation>
    </message>
    <message>
        <source>teacher wrote %1</source>
        <translation>Lehrer schrieb %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainSettings</name>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Its peak, after the warm-up</source>
        <translation>Ihre Spitze, nach dem Warm-up</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>Was trainiert wird</translation>
    </message>
    <message>
        <source>Trains every weight of the model; the run keeps a whole model</source>
        <translation>Trainiert jedes Gewicht des Modells; der Lauf behält ein ganzes Modell</translation>
    </message>
    <message>
        <source>Trains a small adapter beside the weights, which stay as they are; the run keeps the adapter</source>
        <translation>Trainiert einen kleinen Adapter neben den Gewichten, die bleiben, wie sie sind; der Lauf behält den Adapter</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>How often each question is seen</source>
        <translation>Wie oft jede Frage gesehen wird</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>Alle Gewichte</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>the graphics card has %1</source>
        <translation>die Grafikkarte hat %1</translation>
    </message>
    <message>
        <source>this machine has %1</source>
        <translation>dieser Rechner hat %1</translation>
    </message>
    <message>
        <source>All weights: about %1, and %2.</source>
        <translation>Alle Gewichte: etwa %1, und %2.</translation>
    </message>
    <message>
        <source>Both fit: %1.</source>
        <translation>Beides passt: %1.</translation>
    </message>
    <message>
        <source>Epochs, %1</source>
        <translation>Epochen, %1</translation>
    </message>
    <message>
        <source>QLoRA in %1 bits</source>
        <translation>QLoRA mit %1 Bit</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainSheet</name>
    <message>
        <source>Train</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>as the recipe says</source>
        <translation>wie das Rezept sagt</translation>
    </message>
    <message>
        <source>staged: one kind after the other</source>
        <translation>gestuft: eine Art nach der anderen</translation>
    </message>
    <message>
        <source>mixed: all in every epoch</source>
        <translation>gemischt: alles in jeder Epoche</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Puts the run into the queue; it goes on when the window is closed</source>
        <translation>Stellt den Lauf in die Schlange; er läuft weiter, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>What each band is trained on, by name</source>
        <translation>Worauf jedes Band trainiert wird, mit Namen</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Staged: short answers first, reasoning afterwards, as in the paper. Mixed: together</source>
        <translation>Gestuft: kurze Antworten zuerst, Begründungen danach, wie in der Veröffentlichung. Gemischt: zusammen</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>The model that is trained; its files stay as they are</source>
        <translation>Das Modell, das trainiert wird; seine Dateien bleiben, wie sie sind</translation>
    </message>
    <message>
        <source>All recipes: the demo&apos;s experiment…</source>
        <translation>Alle Rezepte: das Experiment der Demo…</translation>
    </message>
    <message>
        <source>Trains and tests every recipe, controls included, so that they can be compared: says first what that shows and what it does not</source>
        <translation>Trainiert und testet jedes Rezept, Kontrollen eingeschlossen, damit sie vergleichbar sind: sagt zuerst, was das zeigt und was nicht</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>Dasselbe im Terminal</translation>
    </message>
    <message>
        <source>What starts the same run in a terminal</source>
        <translation>Was denselben Lauf im Terminal startet</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copies the command line; the cuts are kept under the name that it says</source>
        <translation>Kopiert die Befehlszeile; die Schwellen werden unter dem Namen behalten, den sie nennt</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>bitte wählen</translation>
    </message>
    <message>
        <source>%1 (scored)</source>
        <translation>%1 (bewertet)</translation>
    </message>
    <message>
        <source>SFT writes %1 tokens per answer, this run %2.</source>
        <translation>SFT schreibt %1 Tokens je Antwort, dieser Lauf %2.</translation>
    </message>
    <message>
        <source>This run writes %1 tokens per answer.</source>
        <translation>Dieser Lauf schreibt %1 Tokens je Antwort.</translation>
    </message>
    <message>
        <source>%1 on %2, cut at %3 (%4)</source>
        <translation>%1 auf %2, geteilt bei %3 (%4)</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>kein Modell</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Activations are computed again instead of kept: the same result in less memory, about a third more time.</source>
        <translation>Aktivierungen werden neu berechnet statt behalten: dasselbe Ergebnis mit weniger Speicher, in etwa einem Drittel mehr Zeit.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainingView</name>
    <message>
        <source>Learning rate</source>
        <translation>Lernrate</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>Norm des Gradienten</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>before the clip</source>
        <translation>vor der Begrenzung</translation>
    </message>
    <message>
        <source>tokens a second, prompts included; validation and storing not counted</source>
        <translation>Tokens je Sekunde, mit Prompts; Validierung und Speichern nicht gezählt</translation>
    </message>
    <message>
        <source>Appears once training begins.</source>
        <translation>Erscheint, sobald das Training beginnt.</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Transcript</name>
    <message>
        <source>You</source>
        <translation>Sie</translation>
    </message>
    <message>
        <source>“%1” %2</source>
        <translation>„%1“ %2</translation>
    </message>
    <message>
        <source>“%1” %2, entropy %3 nats</source>
        <translation>„%1“ %2, Entropie %3 nat</translation>
    </message>
    <message>
        <source> · else %1</source>
        <translation> · sonst %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::WelcomePage</name>
    <message>
        <source>Open the demo</source>
        <translation>Demo öffnen</translation>
    </message>
    <message>
        <source>Makes a small project with questions and a tiny model, and opens it</source>
        <translation>Legt ein kleines Projekt mit Fragen und einem winzigen Modell an und öffnet es</translation>
    </message>
    <message>
        <source>Run the demo&apos;s experiment…</source>
        <translation>Experiment der Demo…</translation>
    </message>
    <message>
        <source>Trains and tests every recipe on the demo, controls included, and shows their table as it fills; says first what it shows and what it does not</source>
        <translation>Trainiert und testet jedes Rezept auf der Demo, Kontrollen eingeschlossen, und zeigt ihre Tabelle, während sie sich füllt; sagt zuerst, was sie zeigt und was nicht</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>Neues Projekt…</translation>
    </message>
    <message>
        <source>Asks for a folder and starts an empty project there</source>
        <translation>Fragt nach einem Ordner und beginnt dort ein leeres Projekt</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen…</translation>
    </message>
    <message>
        <source>Asks for the folder of an existing project</source>
        <translation>Fragt nach dem Ordner eines vorhandenen Projekts</translation>
    </message>
    <message>
        <source>Projects that you open are listed here.</source>
        <translation>Projekte, die Sie öffnen, stehen hier.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnete Projekte</translation>
    </message>
    <message>
        <source>Caftan</source>
        <translation>Caftan</translation>
    </message>
    <message>
        <source>See how sure a language model is of each answer, cut its questions into easy, middle and hard, and teach each band what it needs.</source>
        <translation>Sehen Sie, wie sicher ein Sprachmodell bei jeder Antwort ist, teilen Sie seine Fragen in leicht, mittel und schwer, und lehren Sie jedes Band, was es braucht.</translation>
    </message>
    <message>
        <source>Opens %1</source>
        <translation>Öffnet %1</translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation>Projekt %1 öffnen</translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation>Geführte Tour</translation>
    </message>
    <message>
        <source>Seven steps over the demo: guess, look, cut, bet, train, test, and see why</source>
        <translation>Sieben Schritte durch die Demo: schätzen, hinsehen, teilen, wetten, trainieren, testen und verstehen, warum</translation>
    </message>
</context>
<context>
    <name>caftan::ui::WonLostChart</name>
    <message>
        <source>%1: lost %2, won %3, %4 %5</source>
        <translation>%1: %2 verloren, %3 gewonnen, %4 %5</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>won</source>
        <translation>gewonnen</translation>
    </message>
</context>
</TS>
