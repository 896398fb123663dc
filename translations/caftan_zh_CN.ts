<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Cli</name>
    <message>
        <source>caftan-cli was not found beside this program or on the search path. It does all imports and jobs: put it there, or start caftan with --cli PATH.</source>
        <translation>在本程序旁边和搜索路径中都没有找到 caftan-cli。所有导入和任务都由它完成：请把它放到那里，或用 --cli 路径 启动 caftan。</translation>
    </message>
    <message>
        <source>%1 could not be started. It does all imports and jobs: check that the file is there and may be executed, or start caftan with --cli PATH.</source>
        <translation>无法启动 %1。所有导入和任务都由它完成：请检查该文件是否存在、是否可执行，或用 --cli 路径 启动 caftan。</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Easy</source>
        <translation>易</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>难</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a folder that you may write to.</source>
        <translation>无法写入 %1。请选择一个可以写入的文件夹。</translation>
    </message>
</context>
<context>
    <name>HistogramChart</name>
    <message>
        <source>%1 questions</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source> · %1 right</source>
        <translation> · 正确 %1</translation>
    </message>
</context>
<context>
    <name>ImportSheet</name>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Names a question; rows with the same id are joined</source>
        <translation>标识一个问题；编号相同的行会合并</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>The text that the model is asked</source>
        <translation>向模型提出的文本</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>选项</translation>
    </message>
    <message>
        <source>The choices, as a list in one column or in several columns</source>
        <translation>候选答案：一列中的列表，或分在多列</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>The right choice as a letter or as text</source>
        <translation>正确选项，字母或文本</translation>
    </message>
    <message>
        <source>Answer number</source>
        <translation>答案序号</translation>
    </message>
    <message>
        <source>The right choice as a number; whether it starts at 0 or 1 is found out</source>
        <translation>正确选项的序号；从 0 还是 1 开始会自动判断</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>A subject to look at on its own</source>
        <translation>可以单独查看的学科</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>子集</translation>
    </message>
    <message>
        <source>Train, validation or test, row by row</source>
        <translation>逐行注明训练、验证或测试</translation>
    </message>
    <message>
        <source>Worked solution</source>
        <translation>解题过程</translation>
    </message>
    <message>
        <source>A recorded explanation of the answer</source>
        <translation>已记录的答案解释</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Recorded uncertainty of a model, in nats: becomes a scoring</source>
        <translation>已记录的模型不确定性（单位 nat）：会成为一次测评</translation>
    </message>
    <message>
        <source>Model&apos;s answer</source>
        <translation>模型的答案</translation>
    </message>
    <message>
        <source>What that model answered</source>
        <translation>该模型给出的答案</translation>
    </message>
    <message>
        <source>Model was right</source>
        <translation>模型答对</translation>
    </message>
    <message>
        <source>Whether that answer was right; else it is compared with the key</source>
        <translation>该答案是否正确；没有此列时与标准答案比较</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>These runs have no questions in common.</source>
        <translation>这些运行没有共同的问题。</translation>
    </message>
    <message>
        <source>to show 2 points you need about %1 questions</source>
        <translation>要证明 2 个百分点的差异，大约需要 %1 个问题</translation>
    </message>
    <message>
        <source>2 points would probably have been seen on these questions</source>
        <translation>若有 2 个百分点的差异，在这些问题上很可能已经显现</translation>
    </message>
    <message>
        <source>%1: one seed, so no p: another seed may give another result. Train it with two more seeds to compare recipes.</source>
        <translation>%1：只有一个随机种子，因此没有 p 值：换一个种子结果可能不同。请再用两个种子训练，才能比较配方。</translation>
    </message>
    <message>
        <source>%1 between these two runs (McNemar, %2). One seed: no p for the recipe, since another seed may give another result.</source>
        <translation>这两次运行相差 %1（McNemar，%2）。只有一个随机种子：配方没有 p 值，因为换一个种子结果可能不同。</translation>
    </message>
    <message>
        <source>%1 between these two runs (McNemar, %2): no difference shown; %3. One seed: no p for the recipe.</source>
        <translation>这两次运行相差 %1（McNemar，%2）：未显示差异；%3。只有一个随机种子：配方没有 p 值。</translation>
    </message>
    <message>
        <source>%1, %2: a difference is shown.</source>
        <translation>%1，%2：显示出差异。</translation>
    </message>
    <message>
        <source>%1: no difference shown (%2); %3.</source>
        <translation>%1：未显示差异（%2）；%3。</translation>
    </message>
</context>
<context>
    <name>Runs</name>
    <message>
        <source>one token</source>
        <translation>单个词元</translation>
    </message>
    <message>
        <source>generated</source>
        <translation>自由生成</translation>
    </message>
    <message>
        <source>made to reason</source>
        <translation>被要求推理</translation>
    </message>
</context>
<context>
    <name>caftan::ui</name>
    <message>
        <source>%1 (baseline)</source>
        <translation>%1（基线）</translation>
    </message>
    <message>
        <source>one seed</source>
        <translation>单种子</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>with temperature</source>
        <translation>温度校正</translation>
    </message>
    <message>
        <source>Calibration error %1 over %2 answers</source>
        <translation>校准误差 %1（%2 个答案）</translation>
    </message>
    <message>
        <source>; with temperature %1 (fitted on %2) %3</source>
        <translation>；温度 %1（拟合于%2）时为 %3</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>these rows</source>
        <translation>这些行</translation>
    </message>
    <message>
        <source>. Circles: as it is; squares, dashed: with the temperature. Cuts stay at 1.</source>
        <translation>。圆点：原样；方块虚线：温度校正后。阈值仍按温度 1。</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Entropy (nats)</source>
        <translation>熵（nat）</translation>
    </message>
    <message>
        <source>Entropy of the answer token</source>
        <translation>答案词元的熵</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Option entropy (nats)</source>
        <translation>选项熵（nat）</translation>
    </message>
    <message>
        <source>Entropy over the options only</source>
        <translation>仅在各选项上的熵</translation>
    </message>
    <message>
        <source>option entropy</source>
        <translation>选项熵</translation>
    </message>
    <message>
        <source>1 − max probability</source>
        <translation>1 − 最大概率</translation>
    </message>
    <message>
        <source>1 − probability of the likeliest token</source>
        <translation>1 − 最可能词元的概率</translation>
    </message>
    <message>
        <source>1 − max p</source>
        <translation>1 − 最大 p</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>1 − (first − second probability)</source>
        <translation>1 −（第一概率 − 第二概率）</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>NLL of the key (nats)</source>
        <translation>标准答案的 NLL（nat）</translation>
    </message>
    <message>
        <source>Negative log likelihood of the key</source>
        <translation>标准答案的负对数似然</translation>
    </message>
    <message>
        <source>NLL of the key</source>
        <translation>标准答案的 NLL</translation>
    </message>
    <message>
        <source>Question length (control)</source>
        <translation>问题长度（对照）</translation>
    </message>
    <message>
        <source>Characters of the question and its options</source>
        <translation>问题及其选项的字符数</translation>
    </message>
    <message>
        <source>question length</source>
        <translation>问题长度</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>Random (control)</source>
        <translation>随机（对照）</translation>
    </message>
    <message>
        <source>A random number for each question</source>
        <translation>每个问题一个随机数</translation>
    </message>
    <message>
        <source>random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Share of questions from sure to unsure, and %1%2</source>
        <translation>按从确信到不确信排列的问题比例，以及%1%2</translation>
    </message>
    <message>
        <source>log scale</source>
        <translation>对数刻度</translation>
    </message>
    <message>
        <source>linear scale</source>
        <translation>线性刻度</translation>
    </message>
    <message>
        <source>short answers</source>
        <translation>简短答案</translation>
    </message>
    <message>
        <source>a random third distilled</source>
        <translation>随机三分之一蒸馏</translation>
    </message>
    <message>
        <source>all bands distilled</source>
        <translation>全部难度段蒸馏</translation>
    </message>
    <message>
        <source>%1 distilled</source>
        <translation>%1蒸馏</translation>
    </message>
    <message>
        <source>stage %1 of %2</source>
        <translation>阶段 %1/%2</translation>
    </message>
    <message>
        <source>epoch %1 of %2</source>
        <translation>第 %1/%2 轮</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>%1 answer tokens</source>
        <translation>%1 个答案词元</translation>
    </message>
    <message>
        <source>validation accuracy %1</source>
        <translation>验证准确率 %1</translation>
    </message>
    <message>
        <source>The process ended without a word: it was killed, or the machine was switched off. Everything up to its last checkpoint is kept; Resume goes on there, to the same figures.</source>
        <translation>进程没有留下信息就结束了：被终止，或机器关机。最后一个检查点之前的一切都已保留；“继续”会从那里接着进行，得到相同的数值。</translation>
    </message>
    <message>
        <source>The run failed without a message; the log may say more.</source>
        <translation>运行失败且没有给出信息；日志里也许有更多内容。</translation>
    </message>
    <message>
        <source>%1
Once that is put right, Try again goes on from the last checkpoint; Branch starts a new run with other settings.</source>
        <translation>%1
问题解决后，“重试”会从最后一个检查点继续；“分支”会以其他设置开始新的运行。</translation>
    </message>
    <message>
        <source>%1
Nothing was trained. Once that is put right, Try again starts it.</source>
        <translation>%1
尚未训练任何内容。问题解决后，“重试”会启动它。</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>each step</source>
        <translation>每一步</translation>
    </message>
    <message>
        <source>smoothed</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>stage %1: distil %2</source>
        <translation>阶段 %1：蒸馏%2</translation>
    </message>
    <message>
        <source>stage %1: %2</source>
        <translation>阶段 %1：%2</translation>
    </message>
    <message>
        <source>Complexity-aware</source>
        <translation>按难度</translation>
    </message>
    <message>
        <source>Short answers where the model is sure, the teacher&apos;s reasoning where it is not: reasoning tokens are spent only where they pay.</source>
        <translation>模型确信处用简短答案，不确信处用教师的推理：推理词元只花在值得的地方。</translation>
    </message>
    <message>
        <source>SFT</source>
        <translation>SFT</translation>
    </message>
    <message>
        <source>Every band is trained on its short answers. The cheapest baseline.</source>
        <translation>每个难度段都用简短答案训练。最便宜的基线。</translation>
    </message>
    <message>
        <source>Distil everything</source>
        <translation>全部蒸馏</translation>
    </message>
    <message>
        <source>Every band is trained on the teacher&apos;s reasoning. The expensive baseline.</source>
        <translation>每个难度段都用教师的推理训练。最昂贵的基线。</translation>
    </message>
    <message>
        <source>Curriculum</source>
        <translation>课程学习</translation>
    </message>
    <message>
        <source>Short answers, one band after another from sure to unsure. A baseline.</source>
        <translation>简短答案，从确信到不确信逐段训练。一种基线。</translation>
    </message>
    <message>
        <source>Reverse routing</source>
        <translation>反向分配</translation>
    </message>
    <message>
        <source>Reasoning where the model is sure, short answers where it is not: the control that shows whether the routing matters.</source>
        <translation>模型确信处用推理，不确信处用简短答案：检验分配方式是否重要的对照。</translation>
    </message>
    <message>
        <source>Random split</source>
        <translation>随机分配</translation>
    </message>
    <message>
        <source>As many questions reason as the least sure band holds, drawn from all bands: the control that shows whether entropy matters.</source>
        <translation>用推理的问题数与最不确信的难度段相同，但从所有段随机抽取：检验熵是否重要的对照。</translation>
    </message>
    <message>
        <source>As chosen below</source>
        <translation>如下所选</translation>
    </message>
    <message>
        <source>A routing of your own: each band as its row says.</source>
        <translation>自定义分配：每个难度段按各自那一行。</translation>
    </message>
    <message>
        <source>SFT on the answer</source>
        <translation>对答案做 SFT</translation>
    </message>
    <message>
        <source>Distil the reasoning</source>
        <translation>蒸馏推理</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不训练</translation>
    </message>
    <message>
        <source>Band %1</source>
        <translation>难度段 %1</translation>
    </message>
    <message>
        <source>%1 GB</source>
        <translation>%1 GB</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>约 %1 秒</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>约 %1 小时</translation>
    </message>
    <message>
        <source>about %1 days</source>
        <translation>约 %1 天</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a folder that you may write to.</source>
        <translation>无法写入 %1。请选择一个可以写入的文件夹。</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>保存图片…</translation>
    </message>
    <message>
        <source>Save picture</source>
        <translation>保存图片</translation>
    </message>
    <message>
        <source>Pictures (*.svg *.pdf *.png)</source>
        <translation>图片 (*.svg *.pdf *.png)</translation>
    </message>
    <message>
        <source>Save data as CSV…</source>
        <translation>将数据保存为 CSV…</translation>
    </message>
    <message>
        <source>Save data</source>
        <translation>保存数据</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>training, smoothed</source>
        <translation>训练（平滑）</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Guess before you look</source>
        <translation>先猜再看</translation>
    </message>
    <message>
        <source>The model answers 5,800 questions of chained arithmetic with one letter of ten; chance gives 10 %. How sure it is of that letter can be measured: entropy. Of the third of the questions of which it is least sure, what share will be right?</source>
        <translation>模型用十个字母之一回答 5,800 道链式算术题；随机猜测的正确率是 10 %。它对该字母有多确定可以测量：熵。在它最不确定的三分之一问题中，会有多大比例答对？</translation>
    </message>
    <message>
        <source>Your guess: %1 %. The next step shows what it is.</source>
        <translation>你的猜测：%1 %。下一步揭晓。</translation>
    </message>
    <message>
        <source>Watch the histogram grow</source>
        <translation>看直方图生长</translation>
    </message>
    <message>
        <source>Press Score… and accept what stands there. The model answers every question in a process of its own; the histogram fills while it does.</source>
        <translation>点击“测评…”并接受其中的设置。模型在独立进程中回答每个问题，直方图随之填充。</translation>
    </message>
    <message>
        <source>Each bar counts questions, right ones stacked on wrong ones. On the left the model is sure, on the right it is not. On the ROC, the further the curve is from the diagonal, the better entropy finds the errors.</source>
        <translation>每个柱子统计问题数，答对的叠在答错的上面。左边模型确定，右边不确定。ROC 曲线离对角线越远，熵就越能找出错误。</translation>
    </message>
    <message>
        <source>Of the surest third %1 are right, of the least sure third %2.</source>
        <translation>最确定的三分之一中 %1 正确，最不确定的三分之一中 %2 正确。</translation>
    </message>
    <message>
        <source>You guessed %1 %.</source>
        <translation>你猜的是 %1 %。</translation>
    </message>
    <message>
        <source>Drag the cut</source>
        <translation>拖动阈值线</translation>
    </message>
    <message>
        <source>Two lines cut the questions into easy, middle and hard. Drag one, or go to it with Tab and press the arrow keys: bands, ROC and tables follow in the same frame. Ctrl+Z takes it back.</source>
        <translation>两条线把问题分成易、中、难。拖动其中一条，或用 Tab 选中后按方向键：各段、ROC 和表格同步变化。Ctrl+Z 撤销。</translation>
    </message>
    <message>
        <source>Where the cuts lie decides what each question is trained on. The experiment of the next steps cuts at the thirds.</source>
        <translation>阈值的位置决定每个问题用什么训练。接下来的实验按三等分划分。</translation>
    </message>
    <message>
        <source>Bet on a recipe</source>
        <translation>押注一种配方</translation>
    </message>
    <message>
        <source>Each recipe trains the same model on the same questions. A run costs what its answer tokens cost, and reasoning is six times as long as a letter. Which one gives the most accuracy for its tokens?</source>
        <translation>每种配方都用相同的问题训练同一个模型。一次运行的成本就是其答案词元，而推理的长度是单个字母的六倍。哪一种以同样的词元换来最高的准确率？</translation>
    </message>
    <message>
        <source>The bet stands. Before the test is opened, you may still change it.</source>
        <translation>押注已记下。测试集打开之前仍可更改。</translation>
    </message>
    <message>
        <source>Run it</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Five recipes are trained one after another, three to four minutes on two cores. Curves come live, and what they show are validation questions: the test part stays sealed.</source>
        <translation>五种配方依次训练，双核三到四分钟。曲线实时出现，显示的是验证问题：测试部分保持封存。</translation>
    </message>
    <message>
        <source>All %1 recipes are trained.</source>
        <translation>全部 %1 种配方已训练完毕。</translation>
    </message>
    <message>
        <source>%1 of %2 recipes are trained. It goes on when this window is closed.</source>
        <translation>%2 种配方中 %1 种已训练。关闭窗口后仍会继续。</translation>
    </message>
    <message>
        <source>Go on training</source>
        <translation>继续训练</translation>
    </message>
    <message>
        <source>Train the recipes</source>
        <translation>训练各配方</translation>
    </message>
    <message>
        <source>Scores what is missing, cuts at the thirds and trains what is not trained yet</source>
        <translation>对缺少的测评，按三等分划分，并训练尚未训练的部分</translation>
    </message>
    <message>
        <source>Open the sealed test once</source>
        <translation>打开一次封存的测试集</translation>
    </message>
    <message>
        <source>900 questions have been seen by nobody: cuts, recipes and epochs were chosen without them. They are opened once, for all rows together, and the project&apos;s ledger notes it.</source>
        <translation>有 900 道题从未被看过：阈值、配方和轮数都不是用它们选的。它们只打开一次，供所有行一起使用，项目会记录在案。</translation>
    </message>
    <message>
        <source>At work…</source>
        <translation>进行中…</translation>
    </message>
    <message>
        <source>Open the test</source>
        <translation>打开测试集</translation>
    </message>
    <message>
        <source>Tests the base and every trained recipe on the test part</source>
        <translation>在测试部分上测试基础模型和每种已训练的配方</translation>
    </message>
    <message>
        <source>Said honestly: reasoning everywhere, ended at as many tokens, is as good here, since toy reasoning is short. Short answers alone never get there.</source>
        <translation>坦率地说：处处推理、在同样多的词元处停止，在这里同样好，因为玩具推理很短。只用短答案永远达不到。</translation>
    </message>
    <message>
        <source>Sabotage and rescue</source>
        <translation>破坏与补救</translation>
    </message>
    <message>
        <source>The sabotage: in the row “random” as many questions reason as in “complexity-aware”, but they are drawn by lot. Choose that row of the table and see what it lost.</source>
        <translation>破坏：“random” 行中推理的问题与 “complexity-aware” 一样多，但是抽签选出的。在表格中选择该行，看看它失去了什么。</translation>
    </message>
    <message>
        <source>With reasoning drawn by lot the model answers at once everywhere, and the hard band stays wrong. Can it not reason, or does it not know when? The rescue: every answer is made to begin with “Think:”.</source>
        <translation>抽签决定推理时，模型处处立即作答，难段仍然答错。是它不会推理，还是不知道何时该推理？补救：让每个答案都以 “Think:” 开头。</translation>
    </message>
    <message>
        <source>On %1 validation questions: left alone %2 right with %3 tokens an answer; made to think %4 with %5. It had learned to reason. Entropy teaches when.</source>
        <translation>在 %1 道验证题上：任其自然时 %2 正确，每个答案 %3 个词元；被要求思考时 %4 正确，%5 个词元。它已学会推理。熵教它何时推理。</translation>
    </message>
    <message>
        <source>Make it think</source>
        <translation>让它思考</translation>
    </message>
    <message>
        <source>Lets the run answer the validation questions twice: as it likes, and begun with Think:</source>
        <translation>让该运行回答验证题两次：一次任其自然，一次以 Think: 开头</translation>
    </message>
    <message>
        <source>Short answers everywhere</source>
        <translation>处处短答案</translation>
    </message>
    <message>
        <source>Reasoning everywhere</source>
        <translation>处处推理</translation>
    </message>
    <message>
        <source>Reasoning where it is unsure</source>
        <translation>在不确定处推理</translation>
    </message>
    <message>
        <source>Reasoning in a random third</source>
        <translation>随机三分之一推理</translation>
    </message>
    <message>
        <source>Reasoning everywhere, same tokens</source>
        <translation>处处推理，词元数相同</translation>
    </message>
    <message>
        <source>Time of the replay</source>
        <translation>回放时间</translation>
    </message>
    <message>
        <source>Drag to any moment of the run</source>
        <translation>拖动到运行的任意时刻</translation>
    </message>
    <message>
        <source>Speed of the replay</source>
        <translation>回放速度</translation>
    </message>
    <message>
        <source>How many seconds of the run pass in one</source>
        <translation>一秒内播放运行的多少秒</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>%1 (%2, %3)</source>
        <translation>%1（%2，%3）</translation>
    </message>
    <message>
        <source>Mean entropy of the answer (nats)</source>
        <translation>回答的平均熵（奈特）</translation>
    </message>
    <message>
        <source>Mean entropy of its tokens</source>
        <translation>其词元的平均熵</translation>
    </message>
    <message>
        <source>mean entropy</source>
        <translation>平均熵</translation>
    </message>
    <message>
        <source>Largest entropy of the answer (nats)</source>
        <translation>回答的最大熵（奈特）</translation>
    </message>
    <message>
        <source>Largest entropy of its tokens</source>
        <translation>其词元的最大熵</translation>
    </message>
    <message>
        <source>largest entropy</source>
        <translation>最大熵</translation>
    </message>
    <message>
        <source>NLL of the answer (nats per token)</source>
        <translation>回答的 NLL（奈特/词元）</translation>
    </message>
    <message>
        <source>Negative log likelihood per token of the answer</source>
        <translation>回答每个词元的负对数似然</translation>
    </message>
    <message>
        <source>NLL of the answer</source>
        <translation>回答的 NLL</translation>
    </message>
    <message>
        <source>Length of the answer</source>
        <translation>回答长度</translation>
    </message>
    <message>
        <source>Tokens of the answer</source>
        <translation>回答的词元数</translation>
    </message>
    <message>
        <source>length of the answer</source>
        <translation>回答长度</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Reasoning: mean entropy (nats)</source>
        <translation>推理：平均熵（奈特）</translation>
    </message>
    <message>
        <source>Mean token entropy over the recorded reasoning</source>
        <translation>所记录推理的平均词元熵</translation>
    </message>
    <message>
        <source>mean entropy of the reasoning</source>
        <translation>推理的平均熵</translation>
    </message>
    <message>
        <source>Reasoning: largest entropy (nats)</source>
        <translation>推理：最大熵（奈特）</translation>
    </message>
    <message>
        <source>Largest token entropy in the recorded reasoning</source>
        <translation>所记录推理中的最大词元熵</translation>
    </message>
    <message>
        <source>largest entropy of the reasoning</source>
        <translation>推理的最大熵</translation>
    </message>
    <message>
        <source>Reasoning: entropy at its answer (nats)</source>
        <translation>推理：答案处的熵（奈特）</translation>
    </message>
    <message>
        <source>Entropy where the recorded reasoning names its option</source>
        <translation>所记录推理给出选项处的熵</translation>
    </message>
    <message>
        <source>entropy after reasoning</source>
        <translation>推理后的熵</translation>
    </message>
    <message>
        <source>Reasoning: NLL (nats per token)</source>
        <translation>推理：NLL（奈特/词元）</translation>
    </message>
    <message>
        <source>Negative log likelihood per token of the recorded reasoning</source>
        <translation>所记录推理每个词元的负对数似然</translation>
    </message>
    <message>
        <source>NLL of the reasoning</source>
        <translation>推理的 NLL</translation>
    </message>
    <message>
        <source>Reasoning: IFD</source>
        <translation>推理：IFD</translation>
    </message>
    <message>
        <source>NLL of the reasoning with the question / without</source>
        <translation>推理的 NLL：有问题 / 无问题</translation>
    </message>
    <message>
        <source>IFD of the reasoning</source>
        <translation>推理的 IFD</translation>
    </message>
    <message>
        <source>IFD of the key</source>
        <translation>标准答案的 IFD</translation>
    </message>
    <message>
        <source>NLL of the key with the question / without</source>
        <translation>标准答案的 NLL：有问题 / 无问题</translation>
    </message>
    <message>
        <source>Data map: 1 − confidence</source>
        <translation>数据地图：1 − 置信度</translation>
    </message>
    <message>
        <source>1 − mean probability of the key over the epochs</source>
        <translation>1 − 各轮次标准答案的平均概率</translation>
    </message>
    <message>
        <source>1 − confidence</source>
        <translation>1 − 置信度</translation>
    </message>
    <message>
        <source>Data map: variability</source>
        <translation>数据地图：波动</translation>
    </message>
    <message>
        <source>Standard deviation of the key&apos;s probability over the epochs</source>
        <translation>各轮次标准答案概率的标准差</translation>
    </message>
    <message>
        <source>variability</source>
        <translation>波动</translation>
    </message>
    <message>
        <source>Data map: epochs answered wrong</source>
        <translation>数据地图：答错的轮次</translation>
    </message>
    <message>
        <source>Epochs with a wrong answer</source>
        <translation>答错的轮次数</translation>
    </message>
    <message>
        <source>epochs answered wrong</source>
        <translation>答错的轮次</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮次</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswerHistogram</name>
    <message>
        <source>%1 before training</source>
        <translation>%1，训练前</translation>
    </message>
    <message>
        <source>nats</source>
        <translation>nat</translation>
    </message>
    <message>
        <source>Entropy of the answer token (nats, log scale)</source>
        <translation>答案词元的熵（nat，对数刻度）</translation>
    </message>
    <message>
        <source>questions</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>%1 answers, %2 of them right</source>
        <translation>%1 个答案，其中 %2 个正确</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswerHistory</name>
    <message>
        <source>Show more</source>
        <translation>显示更多</translation>
    </message>
    <message>
        <source>%1 of %2 are shown</source>
        <translation>已显示 %1 / %2</translation>
    </message>
    <message>
        <source>Answers over time</source>
        <translation>答案的变化</translation>
    </message>
    <message>
        <source>%1, epoch %2%3</source>
        <translation>%1，第 %2 轮%3</translation>
    </message>
    <message>
        <source>, with reasoning</source>
        <translation>，带推理</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Shows what the run wrote, its tokens coloured by entropy</source>
        <translation>显示该运行写出的内容，词元按熵着色</translation>
    </message>
    <message>
        <source>Show the answer of %1</source>
        <translation>显示 %1 的回答</translation>
    </message>
    <message>
        <source>All answers of this run on Explore</source>
        <translation>在“探索”中查看该运行的全部回答</translation>
    </message>
    <message>
        <source>Makes a scoring of these answers: their entropies over the reasoning, and how sure the run became of each key from epoch to epoch</source>
        <translation>用这些回答生成一次测评：推理过程中的熵，以及该运行逐轮次对每个标准答案的把握</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswerTableModel</name>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ 错误</translation>
    </message>
    <message>
        <source>verdict</source>
        <translation>判定</translation>
    </message>
    <message>
        <source>Whether the answer is right</source>
        <translation>答案是否正确</translation>
    </message>
    <message>
        <source>question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>What was asked</source>
        <translation>所提的问题</translation>
    </message>
    <message>
        <source>said</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>The option that the answer names</source>
        <translation>答案所指的选项</translation>
    </message>
    <message>
        <source>key</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>The right option</source>
        <translation>正确选项</translation>
    </message>
    <message>
        <source>entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Of the answer token, in nats</source>
        <translation>答案词元的熵，单位 nat</translation>
    </message>
    <message>
        <source>before</source>
        <translation>训练前</translation>
    </message>
    <message>
        <source>Entropy of the untuned model in the scoring that the bands come from, in nats</source>
        <translation>划分难度段所用的测评中，未训练模型的熵，单位 nat</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Tokens of the whole answer</source>
        <translation>整个答案的词元数</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>What the model wrote</source>
        <translation>模型写下的内容</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AnswersView</name>
    <message>
        <source>%1 part, afterwards</source>
        <translation>%1子集，训练后</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>训练前</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Options, the key marked</source>
        <translation>选项，标准答案已标出</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source> · entropy %1 nats</source>
        <translation> · 熵 %1 nat</translation>
    </message>
    <message>
        <source> · %1 nats before training</source>
        <translation> · 训练前 %1 nat</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>确信程度</translation>
    </message>
    <message>
        <source>The chosen answer in full</source>
        <translation>所选答案全文</translation>
    </message>
    <message>
        <source>Whose answers: which evaluation</source>
        <translation>哪一次评估的答案</translation>
    </message>
    <message>
        <source>Which answers</source>
        <translation>哪些答案</translation>
    </message>
    <message>
        <source>all answers</source>
        <translation>全部答案</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>think first</source>
        <translation>先推理</translation>
    </message>
    <message>
        <source>Search question and answer</source>
        <translation>搜索问题和答案</translation>
    </message>
    <message>
        <source>Only rows whose question or answer holds these words</source>
        <translation>只列出问题或答案含有这些词的行</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>%1 answers</source>
        <translation>%1 个答案</translation>
    </message>
    <message>
        <source>No evaluation yet: validation comes before the first step and after each epoch, and its answers stand here, each with what the model wrote.</source>
        <translation>尚无评估：第一步之前和每轮之后进行验证，答案会列在这里，每个都附有模型写下的内容。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AuditModel</name>
    <message>
        <source>✗ key wrong</source>
        <translation>✗ 标准答案有误</translation>
    </message>
    <message>
        <source>✓ key right</source>
        <translation>✓ 标准答案正确</translation>
    </message>
    <message>
        <source>? unclear</source>
        <translation>? 不明确</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>标准答案</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Teachers</source>
        <translation>教师模型</translation>
    </message>
    <message>
        <source>Verdict</source>
        <translation>判定</translation>
    </message>
</context>
<context>
    <name>caftan::ui::AuditView</name>
    <message>
        <source>Is the key wrong?</source>
        <translation>标准答案有误吗？</translation>
    </message>
    <message>
        <source>✗ Key wrong</source>
        <translation>✗ 标准答案有误</translation>
    </message>
    <message>
        <source>The key is wrong, the model right (W)</source>
        <translation>标准答案有误，模型正确 (W)</translation>
    </message>
    <message>
        <source>✓ Key right</source>
        <translation>✓ 标准答案正确</translation>
    </message>
    <message>
        <source>The key is right, the model wrong (R)</source>
        <translation>标准答案正确，模型错误 (R)</translation>
    </message>
    <message>
        <source>? Unclear</source>
        <translation>? 不明确</translation>
    </message>
    <message>
        <source>The question has no single answer (U)</source>
        <translation>该问题没有唯一答案 (U)</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Takes the verdict back (Delete)</source>
        <translation>撤回判定 (Delete)</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Writes the list with its verdicts to a file</source>
        <translation>将列表及判定写入文件</translation>
    </message>
    <message>
        <source>Keys that may be wrong</source>
        <translation>可能有误的标准答案</translation>
    </message>
    <message>
        <source>%1 to look at, %2 with a verdict</source>
        <translation>%1 个待查看，%2 个已判定</translation>
    </message>
    <message>
        <source>The model was sure (at or below the first cut, %1) and differs from the key, and recorded reasoning of a teacher comes to the model&apos;s answer.</source>
        <translation>模型很确信（不高于第一个阈值 %1）却与标准答案不同，而教师模型已记录的推理得出了与模型相同的答案。</translation>
    </message>
    <message>
        <source>Nothing to look at: no sure and wrong answer (at or below %1) is shared by recorded reasoning. Attach a teacher&apos;s reasoning on the Data page, or move the first cut.</source>
        <translation>没有可查看的：没有一个确信却错误的答案（不高于 %1）与已记录的推理一致。请在“数据”页附加教师模型的推理，或移动第一个阈值。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BandHeader</name>
    <message>
        <source>Click a band to list its questions below</source>
        <translation>点击难度段，在下方列出其问题</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>难度段</translation>
    </message>
    <message>
        <source> · %1 right</source>
        <translation> · 正确 %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BandRecipes</name>
    <message>
        <source>Band</source>
        <translation>难度段</translation>
    </message>
    <message>
        <source>Where the question&apos;s uncertainty lies between the cuts</source>
        <translation>问题的不确定性落在哪两个阈值之间</translation>
    </message>
    <message>
        <source>Trained on</source>
        <translation>训练内容</translation>
    </message>
    <message>
        <source>What the questions of the band are trained on</source>
        <translation>该难度段的问题用什么训练</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行数</translation>
    </message>
    <message>
        <source>Training questions that take part; validation and test questions never do</source>
        <translation>参与训练的问题；验证和测试问题从不参与</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>答案词元</translation>
    </message>
    <message>
        <source>Tokens that the loss is taken on, each answer once</source>
        <translation>计算损失的词元，每个答案计一次</translation>
    </message>
    <message>
        <source>Of full</source>
        <translation>占全量</translation>
    </message>
    <message>
        <source>Answer tokens as a share of distilling every band</source>
        <translation>答案词元占全部蒸馏的比例</translation>
    </message>
    <message>
        <source>Per answer</source>
        <translation>每个答案</translation>
    </message>
    <message>
        <source>Answer tokens of one row, on average</source>
        <translation>每行的平均答案词元数</translation>
    </message>
    <message>
        <source>What the %1 band is trained on</source>
        <translation>%1段用什么训练</translation>
    </message>
    <message>
        <source>Chooses what the questions of this band are trained on</source>
        <translation>选择该难度段的问题用什么训练</translation>
    </message>
    <message>
        <source>Together</source>
        <translation>合计</translation>
    </message>
    <message>
        <source>%1 of these rows reason.</source>
        <translation>其中 %1 行带推理。</translation>
    </message>
    <message>
        <source>%1 questions are left out: they have no recorded reasoning.</source>
        <translation>%1 个问题被略去：没有已记录的推理。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BandTableModel</name>
    <message>
        <source>Easy</source>
        <translation>易</translation>
    </message>
    <message>
        <source>Hard</source>
        <translation>难</translation>
    </message>
    <message>
        <source>Middle</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Band %1</source>
        <translation>难度段 %1</translation>
    </message>
    <message>
        <source>SFT on the answer</source>
        <translation>对答案做 SFT</translation>
    </message>
    <message>
        <source>Distil the reasoning</source>
        <translation>蒸馏推理</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>不训练</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>难度段</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>答案词元</translation>
    </message>
    <message>
        <source>CoT tokens</source>
        <translation>推理词元</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Trained</source>
        <translation>训练量</translation>
    </message>
    <message>
        <source>Of full</source>
        <translation>占全量</translation>
    </message>
    <message>
        <source>Where the question&apos;s uncertainty lies between the cuts</source>
        <translation>问题的不确定性落在哪两个阈值之间</translation>
    </message>
    <message>
        <source>Valid answers in the band</source>
        <translation>该难度段的有效答案</translation>
    </message>
    <message>
        <source>Share of the band that the model answered rightly</source>
        <translation>该难度段中模型答对的比例</translation>
    </message>
    <message>
        <source>Tokens of the short answers, each counted once</source>
        <translation>简短答案的词元，每个计一次</translation>
    </message>
    <message>
        <source>Tokens of the recorded reasoning</source>
        <translation>已记录推理的词元</translation>
    </message>
    <message>
        <source>What the band is trained with</source>
        <translation>该难度段用什么训练</translation>
    </message>
    <message>
        <source>Answer tokens that this recipe trains on, each counted once</source>
        <translation>该配方训练的答案词元，每个计一次</translation>
    </message>
    <message>
        <source>Trained tokens as a share of distilling every band</source>
        <translation>训练词元占全部蒸馏的比例</translation>
    </message>
</context>
<context>
    <name>caftan::ui::BranchSheet</name>
    <message>
        <source>Branch</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Starts the new run as a job of its own; it goes on when the window is closed</source>
        <translation>把新的运行作为独立任务启动；关闭窗口后仍会继续</translation>
    </message>
    <message>
        <source>All settings</source>
        <translation>所有设置</translation>
    </message>
    <message>
        <source>Unfolds the whole document: every setting of the run, to be changed by hand</source>
        <translation>展开整份文档：运行的每项设置，可手动修改</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>How the new run is called in the list</source>
        <translation>新的运行在列表中的名称</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>What each band is trained on from here on</source>
        <translation>从这里起每个难度段用什么训练</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Of all stages, or one number for each stage: 8, 4</source>
        <translation>所有阶段的轮数，或每阶段一个数：8, 4</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>At its highest</source>
        <translation>其最高值</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Order of the questions and random choices</source>
        <translation>问题顺序和随机选择</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>终端中的等价命令</translation>
    </message>
    <message>
        <source>What to type instead; select and copy it</source>
        <translation>可改为键入的命令；选中并复制</translation>
    </message>
    <message>
        <source>%1, branch</source>
        <translation>%1，分支</translation>
    </message>
    <message>
        <source>A new run that begins with the best weights of %1 (%2). The optimiser starts anew; everything else is as set here.</source>
        <translation>新的运行从 %1（%2）的最佳权重开始。优化器重新开始；其余按此处的设置。</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>its last validation</source>
        <translation>最后一次验证</translation>
    </message>
    <message>
        <source>▸  All settings</source>
        <translation>▸  所有设置</translation>
    </message>
    <message>
        <source>▾  All settings</source>
        <translation>▾  所有设置</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CategoryGrid</name>
    <message>
        <source>only right answers</source>
        <translation>全部正确</translation>
    </message>
    <message>
        <source>only wrong answers</source>
        <translation>全部错误</translation>
    </message>
    <message>
        <source>This data set has no categories</source>
        <translation>此数据集没有类别</translation>
    </message>
    <message>
        <source>%1: %2 questions, AUC %3</source>
        <translation>%1：%2 个问题，AUC %3</translation>
    </message>
    <message>
        <source>%1: %2 questions</source>
        <translation>%1：%2 个问题</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChangeCard</name>
    <message>
        <source>Questions won and lost by band</source>
        <translation>各难度段赢得和失去的问题</translation>
    </message>
    <message>
        <source>A click on a band lists its questions; the arrow keys do too</source>
        <translation>点击难度段列出其问题；方向键也可以</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Baseline</source>
        <translation>基线</translation>
    </message>
    <message>
        <source>This recipe</source>
        <translation>此配方</translation>
    </message>
    <message>
        <source>Differences in configuration</source>
        <translation>配置差异</translation>
    </message>
    <message>
        <source>What changed?</source>
        <translation>有何变化？</translation>
    </message>
    <message>
        <source>A second recipe with answers on the same questions would be compared with the baseline here.</source>
        <translation>另一个在相同问题上有答案的配方会在这里与基线比较。</translation>
    </message>
    <message>
        <source>Once a run is finished and evaluated, others are compared with it here.</source>
        <translation>一次运行完成并评估后，其他运行会在这里与它比较。</translation>
    </message>
    <message>
        <source>%1 against %2</source>
        <translation>%1 对 %2</translation>
    </message>
    <message>
        <source>Reading answers…</source>
        <translation>正在读取答案…</translation>
    </message>
    <message>
        <source>On the same %1 questions; p is Holm&apos;s over all ticked recipes</source>
        <translation>在相同的 %1 个问题上；p 值按 Holm 法在所有勾选的配方上校正</translation>
    </message>
    <message>
        <source>No bands: these runs were trained without cuts</source>
        <translation>没有难度段：这些运行训练时未设阈值</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Make this the baseline</source>
        <translation>设为基线</translation>
    </message>
    <message>
        <source>Compares every other recipe with this one from now on (Ctrl+B in the table)</source>
        <translation>从现在起将其他配方与此配方比较（表格中按 Ctrl+B）</translation>
    </message>
    <message>
        <source>%1 answer tokens trained against %2 (%3 %)</source>
        <translation>训练了 %1 个答案词元，对比 %2（%3 %）</translation>
    </message>
    <message>
        <source>%1 per answer against %2</source>
        <translation>每个答案 %1 个，对比 %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChangedCard</name>
    <message>
        <source>Won</source>
        <translation>赢得</translation>
    </message>
    <message>
        <source>Questions that the recipe gets right more often</source>
        <translation>该配方更常答对的问题</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>失去</translation>
    </message>
    <message>
        <source>Questions that the baseline gets right more often</source>
        <translation>基线更常答对的问题</translation>
    </message>
    <message>
        <source>Questions that changed</source>
        <translation>发生变化的问题</translation>
    </message>
    <message>
        <source>The chosen question with both answers</source>
        <translation>所选问题及两个答案</translation>
    </message>
    <message>
        <source>Only the questions of this band</source>
        <translation>只看该难度段的问题</translation>
    </message>
    <message>
        <source>Won %1</source>
        <translation>赢得 %1</translation>
    </message>
    <message>
        <source>Lost %1</source>
        <translation>失去 %1</translation>
    </message>
    <message>
        <source>No question of this kind.</source>
        <translation>没有这类问题。</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ 错误</translation>
    </message>
    <message>
        <source>%1 tokens</source>
        <translation>%1 个词元</translation>
    </message>
    <message>
        <source>entropy %1</source>
        <translation>熵 %1</translation>
    </message>
    <message>
        <source>seed %1: </source>
        <translation>种子 %1： </translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChangedQuestions</name>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Of the base model&apos;s answer, before any training</source>
        <translation>基础模型答案的熵，训练之前</translation>
    </message>
    <message>
        <source>Where the question is from</source>
        <translation>问题的来源</translation>
    </message>
    <message>
        <source>A click opens it with both answers</source>
        <translation>点击可打开并查看两个答案</translation>
    </message>
    <message>
        <source>What the baseline answered, by seed where its seeds differ</source>
        <translation>基线的答案；各种子不同时分别列出</translation>
    </message>
    <message>
        <source>What this recipe answered, by seed where its seeds differ</source>
        <translation>此配方的答案；各种子不同时分别列出</translation>
    </message>
    <message>
        <source>The right answer</source>
        <translation>正确答案</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChartDeck</name>
    <message>
        <source>Move over the chart to read values, draw to zoom, double-click to see everything. Keys: arrows, + and −, Esc</source>
        <translation>移动鼠标读取数值，拖动放大，双击显示全部。按键：方向键、+ 和 −、Esc</translation>
    </message>
    <message>
        <source>Weight of the past in the smoothed lines; 0 shows each step alone</source>
        <translation>平滑曲线中历史的权重；0 表示逐步显示</translation>
    </message>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Smoothing %1</source>
        <translation>平滑 %1</translation>
    </message>
    <message>
        <source>optimiser steps</source>
        <translation>优化步数</translation>
    </message>
    <message>
        <source>step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>tokens trained, prompts included</source>
        <translation>已训练词元（含提示词）</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>time at work (min:s)</source>
        <translation>工作时间（分:秒）</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChartLegend</name>
    <message>
        <source>Legend: %1</source>
        <translation>图例：%1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChatPage</name>
    <message>
        <source>Talk to a model</source>
        <translation>与模型对话</translation>
    </message>
    <message>
        <source>Models of the project and what runs made of them answer here, two side by side, every token tinted by how sure the model was. This project has no model yet.</source>
        <translation>项目的模型以及训练出的模型在这里回答，可两个并排，每个词元按模型的确信程度着色。此项目还没有模型。</translation>
    </message>
    <message>
        <source>Add a model</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>On Data, models are added</source>
        <translation>在“数据”页添加模型</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>温度</translation>
    </message>
    <message>
        <source>0 takes the most probable token each time; more draws more boldly</source>
        <translation>0 每次取最可能的词元；数值越大越大胆</translation>
    </message>
    <message>
        <source>Top-p</source>
        <translation>Top-p</translation>
    </message>
    <message>
        <source>Draws among the most probable tokens that reach this share together</source>
        <translation>在概率合计达到该比例的最可能词元中抽取</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed draws the same answer</source>
        <translation>相同的种子得到相同的答案</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Tokens of the longest answer</source>
        <translation>最长答案的词元数</translation>
    </message>
    <message>
        <source> tokens</source>
        <translation> 个词元</translation>
    </message>
    <message>
        <source>Two side by side</source>
        <translation>两个并排</translation>
    </message>
    <message>
        <source>Asks a second model or run the same</source>
        <translation>向第二个模型或运行提同样的问题</translation>
    </message>
    <message>
        <source>New conversation</source>
        <translation>新对话</translation>
    </message>
    <message>
        <source>Forgets what was said</source>
        <translation>忘掉之前的内容</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>您的消息</translation>
    </message>
    <message>
        <source>Enter sends, Shift+Enter begins a new line</source>
        <translation>Enter 发送，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Write to the model. Enter sends, Shift+Enter begins a new line.</source>
        <translation>给模型写点什么。Enter 发送，Shift+Enter 换行。</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Sends the message (Enter)</source>
        <translation>发送消息 (Enter)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends the answers where they are (Esc)</source>
        <translation>就此停止回答 (Esc)</translation>
    </message>
    <message>
        <source>run %1 · %2</source>
        <translation>运行 %1 · %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChatPane</name>
    <message>
        <source>Model or run that answers</source>
        <translation>回答的模型或运行</translation>
    </message>
    <message>
        <source>Model or run to compare with</source>
        <translation>用来比较的模型或运行</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Answers appear here, token by token.</source>
        <translation>答案会逐个词元显示在这里。</translation>
    </message>
    <message>
        <source>loaded on the %1, %2 tokens of context</source>
        <translation>已加载到 %1，上下文 %2 个词元</translation>
    </message>
    <message>
        <source>%1 tokens, %2 tokens/s</source>
        <translation>%1 个词元，%2 词元/秒</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>cut off at the longest answer</source>
        <translation>已达最长答案而截断</translation>
    </message>
    <message>
        <source>cut off where the model&apos;s context ends</source>
        <translation>已到模型上下文末尾而截断</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>没有答案</translation>
    </message>
    <message>
        <source>loading the model</source>
        <translation>正在加载模型</translation>
    </message>
    <message>
        <source>A question with options, one a line (A. …, B. …), also shows its band.</source>
        <translation>带选项的问题（每行一个：A. …，B. …）还会显示其难度段。</translation>
    </message>
    <message>
        <source>No band: %1</source>
        <translation>没有难度段：%1</translation>
    </message>
    <message>
        <source>Asked for one token it says “%1”, which names no option (%2 nats).</source>
        <translation>只要求一个词元时，它回答“%1”，不指向任何选项（%2 nat）。</translation>
    </message>
    <message>
        <source>Asked for one token it says %1, with an entropy of %2 nats.</source>
        <translation>只要求一个词元时，它回答 %1，熵为 %2 nat。</translation>
    </message>
    <message>
        <source>This question would be invalid.</source>
        <translation>这个问题会是无效的。</translation>
    </message>
    <message>
        <source>Cut the entropy on Explore, and its band is told here.</source>
        <translation>请在“探索”页设定熵的阈值，这里就会显示难度段。</translation>
    </message>
    <message>
        <source>This question would fall into:</source>
        <translation>这个问题会落入：</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ChatProcess</name>
    <message>
        <source>The model&apos;s process ended unexpectedly. %1</source>
        <translation>模型进程意外结束。%1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CliCall</name>
    <message>
        <source>%1 ended unexpectedly. %2</source>
        <translation>%1 意外结束。%2</translation>
    </message>
    <message>
        <source>%1 gave exit code %2 and said nothing.</source>
        <translation>%1 返回退出码 %2，没有任何输出。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ComparePage</name>
    <message>
        <source>Which recipe is worth its tokens?</source>
        <translation>哪个配方值得花这些词元？</translation>
    </message>
    <message>
        <source>Finished runs would stand here side by side: their seeds folded to a mean with its interval, what their tokens buy, whether a difference is shown, and which questions were won and lost. A run begins on Explore; the demo&apos;s experiment on Runs trains five recipes.</source>
        <translation>完成的运行会并排列在这里：各种子汇总为均值及区间，词元换来什么，是否显示出差异，赢得和失去了哪些问题。运行从“探索”页开始；“运行”页上的演示实验会训练五个配方。</translation>
    </message>
    <message>
        <source>Go to Runs</source>
        <translation>前往“运行”</translation>
    </message>
    <message>
        <source>What is being trained, and the demo</source>
        <translation>正在训练的内容，以及演示</translation>
    </message>
    <message>
        <source>Go to Explore</source>
        <translation>前往“探索”</translation>
    </message>
    <message>
        <source>There the bands are cut, and Train starts a run</source>
        <translation>在那里划分难度段，并用“训练”启动运行</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Which questions</source>
        <translation>哪些问题</translation>
    </message>
    <message>
        <source>On which part of the data runs are compared. Only tests that were made are shown: nothing is opened here</source>
        <translation>在数据的哪个子集上比较运行。只显示已做过的测试：这里不会开封任何内容</translation>
    </message>
    <message>
        <source>validation questions</source>
        <translation>验证问题</translation>
    </message>
    <message>
        <source>test questions</source>
        <translation>测试问题</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>The table as CSV, to read elsewhere</source>
        <translation>把表格存为 CSV，供其他程序读取</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>The whole comparison as one file: for a browser, or on paper</source>
        <translation>整个比较存为一个文件：供浏览器查看或打印</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>The paragraph for a paper, from what these runs stored</source>
        <translation>供论文使用的段落，取自这些运行所存的信息</translation>
    </message>
    <message>
        <source>For a browser (HTML)…</source>
        <translation>供浏览器查看 (HTML)…</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>On paper (PDF)…</source>
        <translation>供打印 (PDF)…</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>%1 of %2 recipes</source>
        <translation>%1/%2 个配方</translation>
    </message>
    <message>
        <source>baseline: %1</source>
        <translation>基线：%1</translation>
    </message>
    <message>
        <source>test of %1 opened once</source>
        <translation>%1 的测试集开封过一次</translation>
    </message>
    <message>
        <source>test of %1 opened %2 times</source>
        <translation>%1 的测试集开封过 %2 次</translation>
    </message>
    <message>
        <source>%1 could not be written. Choose a folder that you may write to.</source>
        <translation>无法写入 %1。请选择一个可以写入的文件夹。</translation>
    </message>
    <message>
        <source>%1 is written.</source>
        <translation>已写入 %1。</translation>
    </message>
    <message>
        <source>From what the ticked runs stored; papers are in English, so this is too.</source>
        <translation>取自勾选的运行所存的信息；论文用英文，这段也用英文。</translation>
    </message>
    <message>
        <source>Paragraph for a paper</source>
        <translation>论文段落</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies the paragraph</source>
        <translation>复制该段落</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>删除 %1？</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) with answers, curves, log and checkpoints would be gone for good.</source>
        <translation>
            <numerusform>%n 次运行连同答案、曲线、日志和检查点将永久消失。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Nothing is deleted</source>
        <translation>什么都不删除</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Deletes for good</source>
        <translation>永久删除</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CompareTable</name>
    <message>
        <source>no answers</source>
        <translation>没有答案</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
    <message>
        <source>not counted</source>
        <translation>未计数</translation>
    </message>
    <message>
        <source>%1 questions, invalid answers counted as wrong; 95 % interval</source>
        <translation>%1 个问题，无效答案计为错误；95 % 区间</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs that differ in nothing but the seed are one line; a double click renames</source>
        <translation>仅随机种子不同的运行合为一行；双击可重命名</translation>
    </message>
    <message>
        <source>Seeds</source>
        <translation>种子数</translation>
    </message>
    <message>
        <source>Finished runs of different seeds</source>
        <translation>不同种子的已完成运行</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Percent right of all questions, mean over the seeds, with its 95 % interval</source>
        <translation>在全部问题中的正确百分比，各种子的均值及 95 % 区间</translation>
    </message>
    <message>
        <source>Δ baseline</source>
        <translation>相对基线 Δ</translation>
    </message>
    <message>
        <source>Points above or below the baseline on the same questions, with its 95 % interval</source>
        <translation>在相同问题上高于或低于基线的百分点，附 95 % 区间</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>Of the recipes&apos; difference, over questions and seeds; Holm over all that are ticked</source>
        <translation>配方差异的 p 值，综合问题和种子；在所有勾选项上按 Holm 法校正</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>答案词元</translation>
    </message>
    <message>
        <source>Answer tokens trained on, each as often as it was seen</source>
        <translation>训练用的答案词元，按看到的次数计</translation>
    </message>
    <message>
        <source>Written per answer</source>
        <translation>每个答案写出</translation>
    </message>
    <message>
        <source>Tokens the model writes for one answer</source>
        <translation>模型写一个答案所用的词元</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Training time, mean over the seeds</source>
        <translation>训练时间，各种子的均值</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Your own words; a double click edits them</source>
        <translation>您自己的标签；双击编辑</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Your own notes; a double click edits them</source>
        <translation>您自己的备注；双击编辑</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>What each band was trained on</source>
        <translation>每个难度段用什么训练</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Where the runs are</source>
        <translation>各运行的进展</translation>
    </message>
    <message>
        <source>Valid only</source>
        <translation>仅有效</translation>
    </message>
    <message>
        <source>Percent right of the answers that name an option</source>
        <translation>在指明选项的答案中的正确百分比</translation>
    </message>
    <message>
        <source>Unique tokens</source>
        <translation>不重复词元</translation>
    </message>
    <message>
        <source>Answer tokens trained on, each once</source>
        <translation>训练用的答案词元，每个计一次</translation>
    </message>
    <message>
        <source>With prompts</source>
        <translation>含提示词</translation>
    </message>
    <message>
        <source>All tokens that went through training</source>
        <translation>经过训练的全部词元</translation>
    </message>
    <message>
        <source>From the teacher</source>
        <translation>来自教师模型</translation>
    </message>
    <message>
        <source>Tokens the teacher wrote for these questions, wrong answers too</source>
        <translation>教师模型为这些问题写的词元，包括错误答案</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>When the first of the runs began</source>
        <translation>其中第一次运行开始的时间</translation>
    </message>
    <message>
        <source>level</source>
        <translation>层级</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ConfusionView</name>
    <message>
        <source>A question above the cut counts as flagged. Accuracy, precision, recall and F1 judge the flag as a prediction that the answer is wrong.</source>
        <translation>高于阈值的问题视为被标记。准确率、精确率、召回率和 F1 把标记当作“答案有误”的预测来评判。</translation>
    </message>
    <message>
        <source>No cut</source>
        <translation>没有阈值</translation>
    </message>
    <message>
        <source>Cut %1: %2 wrong and %3 right flagged, %4 wrong and %5 right passed; accuracy %6, precision %7, recall %8, F1 %9</source>
        <translation>阈值 %1：标记了 %2 个错误和 %3 个正确，放行了 %4 个错误和 %5 个正确；准确率 %6，精确率 %7，召回率 %8，F1 %9</translation>
    </message>
    <message>
        <source>above: flagged</source>
        <translation>高于：标记</translation>
    </message>
    <message>
        <source>below: passed</source>
        <translation>低于：放行</translation>
    </message>
    <message>
        <source>wrong answers</source>
        <translation>错误答案</translation>
    </message>
    <message>
        <source>right answers</source>
        <translation>正确答案</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>passed</source>
        <translation>放行</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CurvesView</name>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>By band</source>
        <translation>按难度段</translation>
    </message>
    <message>
        <source>Which share of the validation answers</source>
        <translation>验证答案的哪种比例</translation>
    </message>
    <message>
        <source>What is shown of each band</source>
        <translation>每个难度段显示什么</translation>
    </message>
    <message>
        <source>right, of all</source>
        <translation>正确，占全部</translation>
    </message>
    <message>
        <source>right, of valid</source>
        <translation>正确，占有效</translation>
    </message>
    <message>
        <source>right, one token</source>
        <translation>正确，单个词元</translation>
    </message>
    <message>
        <source>right, generated</source>
        <translation>正确，自由生成</translation>
    </message>
    <message>
        <source>think first</source>
        <translation>先推理</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Logarithmic loss axis: small losses are told apart. Chosen by the spread of the losses until you choose</source>
        <translation>损失轴用对数：便于区分小的损失。您选择之前按损失的跨度自动决定</translation>
    </message>
    <message>
        <source>Logarithmic loss axis</source>
        <translation>对数损失轴</translation>
    </message>
    <message>
        <source>training (thin: each step) and validation (hollow points); short answers and reasoning are different targets: compare within a run</source>
        <translation>训练（细线：每一步）和验证（空心点）；简短答案和推理是不同的目标：请只在同一次运行内比较</translation>
    </message>
    <message>
        <source>The loss of each step appears here once training begins.</source>
        <translation>训练开始后，每一步的损失会显示在这里。</translation>
    </message>
    <message>
        <source>validation, 95 % intervals</source>
        <translation>验证，95 % 区间</translation>
    </message>
    <message>
        <source>validation, %1 questions, 95 %% intervals; ring: best</source>
        <translation>验证，%1 个问题，95 %% 区间；圆环：最佳</translation>
    </message>
    <message>
        <source>No validation in this mode yet: it comes before the first step and after each epoch.</source>
        <translation>这种方式尚无验证：验证在第一步之前以及每轮之后进行。</translation>
    </message>
    <message>
        <source>of %1 alone</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>which band profits from what it is given</source>
        <translation>哪个难度段从所给内容中获益</translation>
    </message>
    <message>
        <source>No validation yet.</source>
        <translation>尚无验证。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::CutsField</name>
    <message>
        <source>Quartiles 25 / 75</source>
        <translation>四分位 25 / 75</translation>
    </message>
    <message>
        <source>Thirds 33 / 67</source>
        <translation>三等分 33 / 67</translation>
    </message>
    <message>
        <source>Halves 50</source>
        <translation>二等分 50</translation>
    </message>
    <message>
        <source>Extremes 10 / 90</source>
        <translation>两端 10 / 90</translation>
    </message>
    <message>
        <source>Four bands 25 / 50 / 75</source>
        <translation>四段 25 / 50 / 75</translation>
    </message>
    <message>
        <source>Five bands 20 / 40 / 60 / 80</source>
        <translation>五段 20 / 40 / 60 / 80</translation>
    </message>
    <message>
        <source>Suggest: best F1 of finding errors</source>
        <translation>建议：找错的最佳 F1</translation>
    </message>
    <message>
        <source>Suggest: most found, fewest flagged (Youden)</source>
        <translation>建议：找到最多、误标最少 (Youden)</translation>
    </message>
    <message>
        <source>Suggest: by costs…</source>
        <translation>建议：按代价…</translation>
    </message>
    <message>
        <source>Suggest: within a budget of reasoning…</source>
        <translation>建议：在推理预算之内…</translation>
    </message>
    <message>
        <source>Cuts</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Chooses where the bands begin: a preset, a snapshot, values such as 0.11, 0.39 or quantiles such as q0.25, q0.75</source>
        <translation>选择难度段的起点：预设、快照、数值（如 0.11, 0.39）或分位数（如 q0.25, q0.75）</translation>
    </message>
    <message>
        <source>Hide the snapshots&apos; cuts</source>
        <translation>隐藏快照的阈值</translation>
    </message>
    <message>
        <source>Show the snapshots&apos; cuts</source>
        <translation>显示快照的阈值</translation>
    </message>
    <message>
        <source>Save a snapshot…</source>
        <translation>保存快照…</translation>
    </message>
    <message>
        <source>Keep the values, not the quantiles</source>
        <translation>固定数值而非分位数</translation>
    </message>
    <message>
        <source>Keep the quantiles, not the values</source>
        <translation>固定分位数而非数值</translation>
    </message>
    <message>
        <source>Suggested cut</source>
        <translation>建议的阈值</translation>
    </message>
    <message>
        <source>Cut by costs</source>
        <translation>按代价设阈值</translation>
    </message>
    <message>
        <source>A wrong answer that passes costs as much as so many right answers that are flagged</source>
        <translation>一个被放行的错误答案的代价等于多少个被标记的正确答案</translation>
    </message>
    <message>
        <source>Cut within a budget</source>
        <translation>按预算设阈值</translation>
    </message>
    <message>
        <source>At most so many recorded reasoning tokens above the cut</source>
        <translation>阈值以上最多使用这么多已记录的推理词元</translation>
    </message>
    <message>
        <source>Save a snapshot</source>
        <translation>保存快照</translation>
    </message>
    <message>
        <source>Name of these cuts; a name that exists is replaced</source>
        <translation>这些阈值的名称；同名的会被替换</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DataPage</name>
    <message>
        <source>Data set</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Noticed</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Reads CSV, TSV, JSON, JSONL or Parquet files; dropping them on this page does the same</source>
        <translation>读取 CSV、TSV、JSON、JSONL 或 Parquet 文件；拖放到此页面也可以</translation>
    </message>
    <message>
        <source>Drop files with questions here</source>
        <translation>把问题文件拖放到这里</translation>
    </message>
    <message>
        <source>CSV, TSV, JSON, JSONL (gzipped too) or Parquet. The data sets would be listed here with their counts, their split and what was noticed while reading. Nothing is written before you have seen the first rows.</source>
        <translation>CSV、TSV、JSON、JSONL（也可 gzip 压缩）或 Parquet。数据集会列在这里，附数量、划分和读取时的提示。在您看过前几行之前不会写入任何内容。</translation>
    </message>
    <message>
        <source>Asks for the files and shows what is in them</source>
        <translation>选择文件并显示其内容</translation>
    </message>
    <message>
        <source>%1 sealed</source>
        <translation>%1 已封存</translation>
    </message>
    <message>
        <source>Files with questions</source>
        <translation>问题文件</translation>
    </message>
    <message>
        <source>File with recorded reasoning</source>
        <translation>已记录推理的文件</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DatasetCard</name>
    <message>
        <source> and %1 more</source>
        <translation> 及另外 %1 个</translation>
    </message>
    <message>
        <source>Columns read: %1</source>
        <translation>读取的列：%1</translation>
    </message>
    <message>
        <source>Noticed while importing</source>
        <translation>导入时的提示</translation>
    </message>
    <message>
        <source>Attach reasoning…</source>
        <translation>附加推理…</translation>
    </message>
    <message>
        <source>Asks for a file with recorded chains of thought of these questions</source>
        <translation>选择含有这些问题思维链记录的文件</translation>
    </message>
    <message>
        <source>Split and seal</source>
        <translation>划分并封存</translation>
    </message>
    <message>
        <source>Divides the questions three ways, identical ones together, and seals the test part</source>
        <translation>把问题分成三份，相同的放在一起，并封存测试集</translation>
    </message>
    <message>
        <source>Keep the recorded split</source>
        <translation>保留原有划分</translation>
    </message>
    <message>
        <source>Takes the split that the files came with, and seals its test part</source>
        <translation>采用文件自带的划分，并封存其测试集</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Share of the questions that models are trained on</source>
        <translation>用于训练模型的问题比例</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Share on which cuts and settings are chosen</source>
        <translation>用于选择阈值和设置的比例</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>Share that stays sealed until the end</source>
        <translation>封存到最后的比例</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>The same seed gives the same split</source>
        <translation>相同的种子得到相同的划分</translation>
    </message>
    <message>
        <source>%1 train · %2 validation · %3 test</source>
        <translation>训练 %1 · 验证 %2 · 测试 %3</translation>
    </message>
    <message>
        <source>%1. The test part is sealed: cuts and settings are chosen on the others.</source>
        <translation>%1。测试集已封存：阈值和设置在其余子集上选择。</translation>
    </message>
    <message>
        <source>%1. The test part has been opened once:</source>
        <translation>%1。测试集开封过一次：</translation>
    </message>
    <message>
        <source>%1. The test part has been opened %2 times:</source>
        <translation>%1。测试集开封过 %2 次：</translation>
    </message>
    <message>
        <source>%1, as recorded. Nothing is sealed yet, so everything is shown; training asks for a sealed split.</source>
        <translation>%1，按原记录。尚未封存，因此显示全部；训练要求有封存的划分。</translation>
    </message>
    <message>
        <source>Not split yet: everything is shown. Training asks for a three-way split, whose test part is then sealed.</source>
        <translation>尚未划分：显示全部。训练要求三分数据，并封存其中的测试集。</translation>
    </message>
    <message>
        <source>%1  %2 questions, %3</source>
        <translation>%1  %2 个问题，%3</translation>
    </message>
    <message>
        <source>The three shares add up to %1 %, not to 100 %. Change one of them.</source>
        <translation>三个比例合计 %1 %，而不是 100 %。请修改其中之一。</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>来自 %1，%2</translation>
    </message>
    <message>
        <source>generated, seed %1</source>
        <translation>自动生成，种子 %1</translation>
    </message>
    <message>
        <source>the demo's experiment: all rows of its table</source>
        <translation>演示实验：其表格的全部行</translation>
    </message>
    <message>
        <source>Explore, in the window</source>
        <translation>窗口中的“探索”</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DemoMaker</name>
    <message>
        <source>%1 could not be made, so there is no place for the demo. Make the folder writable and try again.</source>
        <translation>无法创建 %1，演示没有地方存放。请让该文件夹可写，然后重试。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::DensityChart</name>
    <message>
        <source>%1 across, %2 up</source>
        <translation>横轴 %1，纵轴 %2</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>%1 questions: %2 across, %3 up</source>
        <translation>%1 个问题：横轴 %2，纵轴 %3</translation>
    </message>
</context>
<context>
    <name>caftan::ui::EntropyLegend</name>
    <message>
        <source>entropy up to %1</source>
        <translation>熵不超过 %1</translation>
    </message>
    <message>
        <source>above %1 nats</source>
        <translation>高于 %1 nat</translation>
    </message>
    <message>
        <source>up to %1</source>
        <translation>不超过 %1</translation>
    </message>
    <message>
        <source>Legend: entropy of each token</source>
        <translation>图例：每个词元的熵</translation>
    </message>
    <message>
        <source>Entropy of the model&apos;s choice at each token, over its whole vocabulary. 0.69 nats are a coin&apos;s toss.</source>
        <translation>模型在每个词元处选择的熵，基于整个词表。0.69 nat 相当于抛一次硬币。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::EntropyView</name>
    <message>
        <source>Entropy of every validation question</source>
        <translation>每个验证问题的熵</translation>
    </message>
    <message>
        <source>Bars: right on wrong answers of the chosen evaluation; line: before training; tints: the bands, as the untuned model cut them</source>
        <translation>柱：所选评估的正确答案叠在错误答案上；线：训练前；底色：按未训练模型划分的难度段</translation>
    </message>
    <message>
        <source>No evaluation of this kind yet: validation comes before the first step and after each epoch.</source>
        <translation>尚无这类评估：验证在第一步之前以及每轮之后进行。</translation>
    </message>
    <message>
        <source>How the questions were answered</source>
        <translation>问题的回答方式</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Goes through the evaluations, from the first to the last</source>
        <translation>从第一次到最后一次依次播放评估</translation>
    </message>
    <message>
        <source>Which evaluation is shown; at its end it follows a run that goes on</source>
        <translation>显示哪次评估；在末尾时会跟随仍在进行的运行</translation>
    </message>
    <message>
        <source>Evaluation</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>epoch 00.0 of 00</source>
        <translation>第 00.0/00 轮</translation>
    </message>
    <message>
        <source>before training</source>
        <translation>训练前</translation>
    </message>
    <message>
        <source>epoch %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>mean %1 nats · %2 right · %3 questions</source>
        <translation>均值 %1 nat · 正确 %2 · %3 个问题</translation>
    </message>
    <message>
        <source> · %1 as sure as the easy band was</source>
        <translation> · %1 达到易段当初的确信程度</translation>
    </message>
    <message>
        <source> · %1 invalid answers left out</source>
        <translation> · 略去 %1 个无效答案</translation>
    </message>
    <message>
        <source>Halt</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong, below</source>
        <translation>错误，在下</translation>
    </message>
</context>
<context>
    <name>caftan::ui::EstimatorsView</name>
    <message>
        <source>Charts of the metrics</source>
        <translation>指标图表</translation>
    </message>
    <message>
        <source>ROC</source>
        <translation>ROC</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>字母</translation>
    </message>
    <message>
        <source>Log counts</source>
        <translation>计数取对数</translation>
    </message>
    <message>
        <source>Draws the height of the bars by the logarithm of their counts</source>
        <translation>柱高按计数的对数绘制</translation>
    </message>
    <message>
        <source>confidence in the answer</source>
        <translation>答案的置信度</translation>
    </message>
    <message>
        <source>confidence</source>
        <translation>置信度</translation>
    </message>
    <message>
        <source>The probabilities of the options are not recorded in this scoring</source>
        <translation>此次测评没有记录各选项的概率</translation>
    </message>
    <message>
        <source>Curves of the metrics</source>
        <translation>指标曲线</translation>
    </message>
    <message>
        <source>Histograms by category</source>
        <translation>各类别的直方图</translation>
    </message>
    <message>
        <source>Predicted letters against key letters</source>
        <translation>预测字母与标准答案字母</translation>
    </message>
    <message>
        <source>Click a category to show it alone</source>
        <translation>点击类别可单独显示</translation>
    </message>
    <message>
        <source>Metrics on the same questions</source>
        <translation>相同问题上的各指标</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
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
        <translation>风险面积</translation>
    </message>
    <message>
        <source>AUC of finding wrong answers with DeLong&apos;s interval; risk area: mean share wrong over all coverages, lower is better</source>
        <translation>识别错误答案的 AUC，附 DeLong 区间；风险面积：在所有覆盖率上的平均错误比例，越低越好</translation>
    </message>
    <message>
        <source>Differences of AUC, paired</source>
        <translation>AUC 差异，配对</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>p (Holm)</source>
        <translation>p (Holm)</translation>
    </message>
    <message>
        <source>DeLong&apos;s paired test on the same questions; p adjusted over all pairs after Holm</source>
        <translation>在相同问题上的 DeLong 配对检验；p 值按 Holm 法在所有配对上校正</translation>
    </message>
    <message>
        <source>%1 reads the key: it is not available at test time</source>
        <translation>%1 用到标准答案：测试时不可用</translation>
    </message>
    <message>
        <source> (key)</source>
        <translation> （标准答案）</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>正在比较…</translation>
    </message>
    <message>
        <source>%1 valid answers that every metric knows, %2 of them wrong</source>
        <translation>%1 个各指标都有的有效答案，其中 %2 个错误</translation>
    </message>
    <message>
        <source>key</source>
        <translation>标准答案</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>right answers flagged</source>
        <translation>被标记的正确答案</translation>
    </message>
    <message>
        <source>right flagged</source>
        <translation>误标的正确</translation>
    </message>
    <message>
        <source>answered (coverage), most sure first</source>
        <translation>已回答（覆盖率），最确信的在前</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>Right above wrong on the axis of the histogram; AUC with its 95 % interval; questions at the right</source>
        <translation>正确在上、错误在下，横轴同直方图；AUC 附 95 % 区间；右侧为问题数</translation>
    </message>
    <message>
        <source>Framed: right answers. A column far from its row&apos;s sum is a letter that the model prefers or avoids</source>
        <translation>带框：正确答案。某列与同字母行的合计相差很大，说明模型偏爱或回避该字母</translation>
    </message>
    <message>
        <source>Wrong answers found, upwards:</source>
        <translation>找到的错误答案，向上：</translation>
    </message>
    <message>
        <source>Share wrong among those answered, upwards:</source>
        <translation>已回答中的错误比例，向上：</translation>
    </message>
    <message>
        <source>Risk</source>
        <translation>风险</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ExperimentSheet</name>
    <message>
        <source>Base, untouched</source>
        <translation>基础模型，未改动</translation>
    </message>
    <message>
        <source>SFT</source>
        <translation>SFT</translation>
    </message>
    <message>
        <source>Distil everything</source>
        <translation>全部蒸馏</translation>
    </message>
    <message>
        <source>Complexity-aware, mixed</source>
        <translation>按难度，混合</translation>
    </message>
    <message>
        <source>Random third reasons</source>
        <translation>随机三分之一推理</translation>
    </message>
    <message>
        <source>Distil, equal budget</source>
        <translation>蒸馏，等预算</translation>
    </message>
    <message>
        <source>The model as it is, on the test part</source>
        <translation>模型原样，在测试集上</translation>
    </message>
    <message>
        <source>Every question on its short answer</source>
        <translation>每个问题都用简短答案</translation>
    </message>
    <message>
        <source>Every question on the worked reasoning</source>
        <translation>每个问题都用完整推理</translation>
    </message>
    <message>
        <source>Short answers where entropy is low, reasoning in the least sure third</source>
        <translation>熵低处用简短答案，最不确信的三分之一用推理</translation>
    </message>
    <message>
        <source>A control: as many questions reason, but they are drawn at random</source>
        <translation>对照：推理的问题同样多，但随机抽取</translation>
    </message>
    <message>
        <source>A control: reasoning for everything, ended at as many answer tokens as complexity-aware has seen</source>
        <translation>对照：全部用推理，答案词元数达到“按难度”所用时停止</translation>
    </message>
    <message>
        <source>testing…</source>
        <translation>测试中…</translation>
    </message>
    <message>
        <source>training…</source>
        <translation>训练中…</translation>
    </message>
    <message>
        <source>The demo&apos;s experiment</source>
        <translation>演示实验</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>Easy / middle / hard</source>
        <translation>易 / 中 / 难</translation>
    </message>
    <message>
        <source>Answers that think</source>
        <translation>带推理的答案</translation>
    </message>
    <message>
        <source>Answer tokens</source>
        <translation>答案词元</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>Tokens per answer</source>
        <translation>每个答案的词元</translation>
    </message>
    <message>
        <source>Three seeds of each recipe instead of one</source>
        <translation>每个配方用三个种子而非一个</translation>
    </message>
    <message>
        <source>Run the experiment</source>
        <translation>开始实验</translation>
    </message>
    <message>
        <source>Trains and tests every row, one after another; what is done already is not done again</source>
        <translation>逐行训练并测试；已完成的不再重复</translation>
    </message>
    <message>
        <source>Chained arithmetic, a tiny base model, six rows on the sealed test part, which is opened once for it</source>
        <translation>链式算术，一个极小的基础模型，六行结果来自封存的测试集，为此开封一次</translation>
    </message>
    <message>
        <source>Takes three times as long and shows how far the figures vary</source>
        <translation>耗时三倍，可看出数值的波动</translation>
    </message>
    <message>
        <source>Rows of the experiment</source>
        <translation>实验的各行</translation>
    </message>
    <message>
        <source>Said honestly</source>
        <translation>坦白说明</translation>
    </message>
    <message>
        <source>Running: %1 of %2 rows are there. It goes on when this window is closed.</source>
        <translation>运行中：已有 %1/%2 行。关闭窗口后仍会继续。</translation>
    </message>
    <message>
        <source>Complete. Running it again repeats nothing; three seeds add what is missing.</source>
        <translation>已完成。再次运行不会重复；选三个种子会补上缺少的部分。</translation>
    </message>
    <message>
        <source>Stopped half-way: it goes on where it stopped.</source>
        <translation>中途停止：会从停下的地方继续。</translation>
    </message>
    <message>
        <source>Three to four minutes on two cores. The first run is done within one.</source>
        <translation>双核三到四分钟。第一次运行不到一分钟即可完成。</translation>
    </message>
    <message>
        <source>Show the runs</source>
        <translation>显示运行</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Exploration</name>
    <message>
        <source>Cut anew</source>
        <translation>重新设阈值</translation>
    </message>
    <message>
        <source>Cuts of another window</source>
        <translation>另一窗口的阈值</translation>
    </message>
    <message>
        <source>Move cut</source>
        <translation>移动阈值</translation>
    </message>
    <message>
        <source>Type at least one cut: values such as 0.11, 0.39 or quantiles such as q0.25, q0.75.</source>
        <translation>请至少输入一个阈值：数值（如 0.11, 0.39）或分位数（如 q0.25, q0.75）。</translation>
    </message>
    <message>
        <source>Type cuts</source>
        <translation>输入阈值</translation>
    </message>
    <message>
        <source>Lock cuts to quantiles</source>
        <translation>阈值固定为分位数</translation>
    </message>
    <message>
        <source>Lock cuts to values</source>
        <translation>阈值固定为数值</translation>
    </message>
    <message>
        <source>Restore &quot;%1&quot;</source>
        <translation>恢复“%1”</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ExplorePage</name>
    <message>
        <source>Score questions…</source>
        <translation>测评问题…</translation>
    </message>
    <message>
        <source>Lets a model answer every question with one token</source>
        <translation>让模型用一个词元回答每个问题</translation>
    </message>
    <message>
        <source>How sure is the model?</source>
        <translation>模型有多确信？</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>all .000</source>
        <translation>全部 .000</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>all 100.0 %</source>
        <translation>全部 100.0 %</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>1,000,000 valid</source>
        <translation>1,000,000 有效</translation>
    </message>
    <message>
        <source>1,000 invalid</source>
        <translation>1,000 无效</translation>
    </message>
    <message>
        <source>Chance that a wrong answer is less sure than a right one, over valid answers; 95 % interval after DeLong</source>
        <translation>有效答案中，错误答案比正确答案更不确信的概率；95 % 区间按 DeLong</translation>
    </message>
    <message>
        <source>Over all answers, invalid ones counted as wrong</source>
        <translation>全部答案，无效的计为错误</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>难度段</translation>
    </message>
    <message>
        <source>Distil the reasoning</source>
        <translation>蒸馏推理</translation>
    </message>
    <message>
        <source>Open test…</source>
        <translation>开封测试集…</translation>
    </message>
    <message>
        <source>What the cut flags</source>
        <translation>阈值标记了什么</translation>
    </message>
    <message>
        <source>cut 0.0000 nats</source>
        <translation>阈值 0.0000 nat</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Once a model has answered the questions with one token each, this page shows the entropy of that token: a histogram with right and wrong answers, how well it tells errors, and the cuts that make the bands.</source>
        <translation>模型用一个词元回答每个问题之后，此页显示该词元的熵：正确与错误答案的直方图、熵识别错误的能力，以及划分难度段的阈值。</translation>
    </message>
    <message>
        <source>Open a project to see how sure its models are.</source>
        <translation>打开一个项目，看看其中的模型有多确信。</translation>
    </message>
    <message>
        <source>Does %1 find the errors? (ROC)</source>
        <translation>%1能找出错误吗？(ROC)</translation>
    </message>
    <message>
        <source>ROC of %1 against wrong answers, with its 95 % interval</source>
        <translation>%1对错误答案的 ROC，附 95 % 区间</translation>
    </message>
    <message>
        <source>cut %1 %2</source>
        <translation>阈值 %1 %2</translation>
    </message>
    <message>
        <source>needs both kinds</source>
        <translation>需要两类答案</translation>
    </message>
    <message>
        <source>all %1</source>
        <translation>全部 %1</translation>
    </message>
    <message>
        <source>%1 valid</source>
        <translation>%1 有效</translation>
    </message>
    <message>
        <source>%1 invalid</source>
        <translation>%1 无效</translation>
    </message>
    <message>
        <source>Close test</source>
        <translation>关闭测试集</translation>
    </message>
    <message>
        <source>Shows training and validation only; cuts that were moved meanwhile cannot be trained on</source>
        <translation>只显示训练和验证；期间移动过的阈值不能用于训练</translation>
    </message>
    <message>
        <source>Shows the sealed test part too, once you have confirmed it; the opening is written to the project&apos;s ledger</source>
        <translation>确认之后也显示封存的测试集；开封会记入项目的台账</translation>
    </message>
    <message>
        <source>never opened</source>
        <translation>从未开封</translation>
    </message>
    <message>
        <source>opened once</source>
        <translation>开封过一次</translation>
    </message>
    <message>
        <source>opened %1 times</source>
        <translation>开封过 %1 次</translation>
    </message>
    <message>
        <source>All parts shown, test %1</source>
        <translation>显示全部子集，测试集%1</translation>
    </message>
    <message>
        <source>Test sealed, %1</source>
        <translation>测试集已封存，%1</translation>
    </message>
    <message>
        <source>Training, validation and the test part of %1 questions</source>
        <translation>训练、验证以及有 %1 个问题的测试集</translation>
    </message>
    <message>
        <source>Training and validation are shown; the test part holds %1 questions</source>
        <translation>显示训练和验证；测试集有 %1 个问题</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong, below</source>
        <translation>错误，在下</translation>
    </message>
    <message>
        <source>Recipe of %1</source>
        <translation>%1的配方</translation>
    </message>
    <message>
        <source>Chooses what this band will be trained with</source>
        <translation>选择该难度段用什么训练</translation>
    </message>
    <message>
        <source>Open the sealed test part?</source>
        <translation>开封测试集？</translation>
    </message>
    <message>
        <source>The test part of %1 holds %2 questions. What is chosen after looking at them no longer counts as tested. The opening is dated in the project&apos;s ledger.</source>
        <translation>%1 的测试集有 %2 个问题。看过之后再做的选择不再算经过测试。开封会连同日期记入项目的台账。</translation>
    </message>
    <message>
        <source>Open test</source>
        <translation>开封测试集</translation>
    </message>
    <message>
        <source>Bins</source>
        <translation>分箱</translation>
    </message>
    <message>
        <source>Chooses how many bars the histogram has, and whether their height is logarithmic</source>
        <translation>选择直方图的柱数，以及柱高是否取对数</translation>
    </message>
    <message>
        <source>60 bins</source>
        <translation>60 个分箱</translation>
    </message>
    <message>
        <source>By Sturges&apos; rule</source>
        <translation>按 Sturges 法则</translation>
    </message>
    <message>
        <source>By Freedman and Diaconis&apos; rule</source>
        <translation>按 Freedman–Diaconis 法则</translation>
    </message>
    <message>
        <source>By hand…</source>
        <translation>手动…</translation>
    </message>
    <message>
        <source>Bars of the histogram</source>
        <translation>直方图的柱数</translation>
    </message>
    <message>
        <source>Log counts</source>
        <translation>计数取对数</translation>
    </message>
    <message>
        <source>Export the keys that may be wrong</source>
        <translation>导出可能有误的标准答案</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.jsonl *.parquet)</source>
        <translation>表格 (*.csv *.tsv *.jsonl *.parquet)</translation>
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
        <translation>测评</translation>
    </message>
    <message>
        <source>Chooses whose answers are shown</source>
        <translation>选择显示谁的答案</translation>
    </message>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Chooses the measure of uncertainty; higher is less sure</source>
        <translation>选择不确定性指标；越高越不确信</translation>
    </message>
    <message>
        <source>Slice</source>
        <translation>切片</translation>
    </message>
    <message>
        <source>Shows the questions of one category only</source>
        <translation>只显示某一类别的问题</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>坐标轴</translation>
    </message>
    <message>
        <source>Spaces the histogram by value, by its logarithm, or by equal counts</source>
        <translation>直方图按数值、其对数或等数量排布</translation>
    </message>
    <message>
        <source>Linear</source>
        <translation>线性</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>Rank</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>Cuts</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Train…</source>
        <translation>训练…</translation>
    </message>
    <message>
        <source>Takes back the last change of the cuts (Ctrl+Z)</source>
        <translation>撤销对阈值的上一次修改 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Makes the change again (Ctrl+Shift+Z)</source>
        <translation>重做该修改 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Views of Explore</source>
        <translation>“探索”的视图</translation>
    </message>
    <message>
        <source>Cuts the questions into bands</source>
        <translation>把问题划分为难度段</translation>
    </message>
    <message>
        <source>Estimators</source>
        <translation>估计量</translation>
    </message>
    <message>
        <source>Which metric finds the errors best, on the same questions</source>
        <translation>在相同问题上，哪个指标最能找出错误</translation>
    </message>
    <message>
        <source>Two scorings</source>
        <translation>两次测评</translation>
    </message>
    <message>
        <source>Compares two models&apos; answers to the same questions</source>
        <translation>比较两个模型对相同问题的答案</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>标准答案</translation>
    </message>
    <message>
        <source>Lists keys that may be wrong</source>
        <translation>列出可能有误的标准答案</translation>
    </message>
    <message>
        <source>Not available at test time:</source>
        <translation>测试时不可用：</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>Trains each band as its recipe says: shows first what that takes (Ctrl+T)</source>
        <translation>按配方训练各难度段：先显示所需资源 (Ctrl+T)</translation>
    </message>
    <message>
        <source>Nothing can be trained before a model has answered the questions: score them on the Data page</source>
        <translation>模型回答问题之前无法训练：请在“数据”页进行测评</translation>
    </message>
</context>
<context>
    <name>caftan::ui::FlowChart</name>
    <message>
        <source>No question was answered by both</source>
        <translation>没有两者都回答过的问题</translation>
    </message>
    <message>
        <source>%1 to %2: %3 questions</source>
        <translation>%1 到 %2：%3 个问题</translation>
    </message>
</context>
<context>
    <name>caftan::ui::FooterBar</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>命令行</translation>
    </message>
    <message>
        <source>What to type in a terminal for what this page shows</source>
        <translation>在终端中得到此页内容所键入的命令</translation>
    </message>
    <message>
        <source>Copies the command line to the clipboard</source>
        <translation>把命令行复制到剪贴板</translation>
    </message>
    <message>
        <source>Copy the command line</source>
        <translation>复制命令行</translation>
    </message>
</context>
<context>
    <name>caftan::ui::HistogramChart</name>
    <message>
        <source>questions</source>
        <translation>问题数</translation>
    </message>
    <message>
        <source>Cut %1 of %2 on the histogram: %3 %4 %5, %6 of questions at or below</source>
        <translation>直方图上的阈值 %1/%2：%3 %4 %5，%6 的问题不高于它</translation>
    </message>
    <message>
        <source>%1 questions, %2 of them right</source>
        <translation>%1 个问题，其中 %2 个答对</translation>
    </message>
    <message>
        <source>; cut %1 at %2 %3</source>
        <translation>；阈值 %1 位于 %2 %3</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ImportSheet</name>
    <message>
        <source>Questions (*.csv *.tsv *.json *.jsonl *.parquet *.gz);;All files (*)</source>
        <translation>问题 (*.csv *.tsv *.json *.jsonl *.parquet *.gz);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Import questions</source>
        <translation>导入问题</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Reads the files into the project, all rows or none</source>
        <translation>把文件读入项目，要么全部行，要么一行不读</translation>
    </message>
    <message>
        <source>as the files say</source>
        <translation>按文件所注</translation>
    </message>
    <message>
        <source>all train</source>
        <translation>全部为训练</translation>
    </message>
    <message>
        <source>all validation</source>
        <translation>全部为验证</translation>
    </message>
    <message>
        <source>all test</source>
        <translation>全部为测试</translation>
    </message>
    <message>
        <source>Name of the data set</source>
        <translation>数据集名称</translation>
    </message>
    <message>
        <source>How the data set is called in lists and on the command line</source>
        <translation>数据集在列表和命令行中的名称</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Which part of the data these rows are</source>
        <translation>这些行属于数据的哪个子集</translation>
    </message>
    <message>
        <source>First rows of the file</source>
        <translation>文件的前几行</translation>
    </message>
    <message>
        <source>%1 and %2 more, joined by id</source>
        <translation>%1 及另外 %2 个，按编号合并</translation>
    </message>
    <message>
        <source>Looking into the file…</source>
        <translation>正在查看文件…</translation>
    </message>
    <message>
        <source>not used</source>
        <translation>不使用</translation>
    </message>
    <message>
        <source>Give the data set a name.</source>
        <translation>请为数据集命名。</translation>
    </message>
    <message>
        <source>Say which column holds the question.</source>
        <translation>请指明哪一列是问题。</translation>
    </message>
    <message>
        <source>Say which column holds the answer, as a letter or text, or as a number.</source>
        <translation>请指明哪一列是答案：字母、文本或序号。</translation>
    </message>
    <message>
        <source>Importing…</source>
        <translation>正在导入…</translation>
    </message>
    <message>
        <source>Import without bad rows</source>
        <translation>略过坏行导入</translation>
    </message>
    <message>
        <source>Imports the good rows and counts those that were left out</source>
        <translation>导入正常的行，并统计略去的行</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobCard</name>
    <message>
        <source>The process ended without a word (killed, or the machine was switched off). Everything committed is kept: Resume continues there.</source>
        <translation>进程没有留下信息就结束了（被终止，或机器关机）。已提交的都保留：“继续”会从那里接着进行。</translation>
    </message>
    <message>
        <source>The job failed without a message. The log may say more; Resume tries again.</source>
        <translation>任务失败且没有给出信息。日志里也许有更多内容；“继续”会再试一次。</translation>
    </message>
    <message>
        <source>%1 job %2</source>
        <translation>%1任务 %2</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Lets the job finish its batch and keep what it has; it can be resumed</source>
        <translation>让任务做完当前批次并保留结果；之后可以继续</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends the job after its batch; what it has is kept</source>
        <translation>当前批次之后结束任务；已有结果保留</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Continues where the job ended; nothing is done twice</source>
        <translation>从任务结束处继续；不会重复</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Moves the job one place up in the queue (Alt+Up)</source>
        <translation>在队列中上移一位 (Alt+Up)</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Moves the job one place down in the queue (Alt+Down)</source>
        <translation>在队列中下移一位 (Alt+Down)</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Unfolds what the job reported</source>
        <translation>展开任务报告的内容</translation>
    </message>
    <message>
        <source>Log of job %1</source>
        <translation>任务 %1 的日志</translation>
    </message>
    <message>
        <source>%1, job %2</source>
        <translation>%1，任务 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Job %1: %2</source>
        <translation>任务 %1：%2</translation>
    </message>
    <message>
        <source>Progress of job %1</source>
        <translation>任务 %1 的进度</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Waiting, %1 of %2</source>
        <translation>等待中，%1/%2</translation>
    </message>
    <message>
        <source>Drag to change the order, or use Alt with the arrow keys</source>
        <translation>拖动可改变顺序，或用 Alt 加方向键</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobLauncher</name>
    <message>
        <source>The folder %1 could not be made. See whether the disk is full or can only be read, then try the job again.</source>
        <translation>无法创建文件夹 %1。请查看磁盘是否已满或只能读取，然后再试一次该任务。</translation>
    </message>
    <message>
        <source>%1 ended before it began. Run it in a terminal to see why: %2</source>
        <translation>%1 还没开始就结束了。请在终端中运行以查看原因：%2</translation>
    </message>
    <message>
        <source>%1 ended before it began: %2</source>
        <translation>%1 还没开始就结束了：%2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobsButton</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Shows what is running and waiting, to pause, stop or resume it (Ctrl+J)</source>
        <translation>显示正在运行和等待的任务，可暂停、停止或继续 (Ctrl+J)</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobsDrawer</name>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>No jobs yet. Scoring a data set, on the Data page, and training bands, on Explore, make some: they would stand here with their progress, their order, buttons to pause and stop, and their logs. Jobs are processes of their own and go on when the window is closed.</source>
        <translation>还没有任务。在“数据”页测评数据集、在“探索”页训练难度段都会产生任务：它们会列在这里，附进度、顺序、暂停与停止按钮以及日志。任务是独立的进程，关闭窗口后仍会继续。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Hides this panel; jobs go on (Esc)</source>
        <translation>隐藏此面板；任务继续进行 (Esc)</translation>
    </message>
    <message>
        <source>Close the jobs panel</source>
        <translation>关闭任务面板</translation>
    </message>
    <message>
        <source>Start the queue</source>
        <translation>启动队列</translation>
    </message>
    <message>
        <source>Starts a process for each of them; they run one after another</source>
        <translation>为每个任务启动一个进程；它们依次运行</translation>
    </message>
    <message>
        <source>One job waits, but its process is gone: the machine was switched off, or it was ended.</source>
        <translation>有一个任务在等待，但其进程已不在：机器曾关机，或进程被结束。</translation>
    </message>
    <message>
        <source>%1 jobs wait, but their processes are gone: the machine was switched off, or they were ended. The order is kept.</source>
        <translation>有 %1 个任务在等待，但其进程已不在：机器曾关机，或进程被结束。顺序已保留。</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1，数据 %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::JobsModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>Scoring</source>
        <translation>测评</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Pretraining</source>
        <translation>预训练</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>%1 of %2 %3</source>
        <translation>%1/%2 %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>未启动</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Language</name>
    <message>
        <source>&amp;Language of the system</source>
        <translation>系统语言(&amp;L)</translation>
    </message>
</context>
<context>
    <name>caftan::ui::LineChart</name>
    <message>
        <source>%1: %2 at %3 %4</source>
        <translation>%1：%2（%3 %4）</translation>
    </message>
</context>
<context>
    <name>caftan::ui::LogView</name>
    <message>
        <source>Log of the run</source>
        <translation>运行日志</translation>
    </message>
    <message>
        <source>Nothing was reported yet: warnings, resumed checkpoints and questions left out appear here.</source>
        <translation>尚无报告：警告、恢复的检查点和略去的问题会显示在这里。</translation>
    </message>
    <message>
        <source>Standard error of the run&apos;s process</source>
        <translation>运行进程的标准错误输出</translation>
    </message>
    <message>
        <source>The process wrote nothing to a file: a run of a terminal writes to that terminal.</source>
        <translation>进程没有写入文件：从终端启动的运行写到该终端。</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Standard error</source>
        <translation>标准错误</translation>
    </message>
    <message>
        <source>end of %1</source>
        <translation>%1 的末尾</translation>
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
        <translation>此项目只能读取：无法保存阈值和任务。要修改它，请让 %1 可写。</translation>
    </message>
    <message>
        <source>Making the demo…</source>
        <translation>正在创建演示…</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>正在打开 %1…</translation>
    </message>
    <message>
        <source>%1 – Caftan</source>
        <translation>%1 – Caftan</translation>
    </message>
    <message>
        <source>Folder of the project</source>
        <translation>项目文件夹</translation>
    </message>
    <message>
        <source>Empty folder for the new project</source>
        <translation>新项目的空文件夹</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 个问题</translation>
    </message>
    <message>
        <source>%1 data sets</source>
        <translation>%1 个数据集</translation>
    </message>
    <message>
        <source>test set sealed</source>
        <translation>测试集已封存</translation>
    </message>
    <message>
        <source>test opened once</source>
        <translation>测试集开封过一次</translation>
    </message>
    <message>
        <source>test opened %1 times</source>
        <translation>测试集开封过 %1 次</translation>
    </message>
    <message>
        <source>no test set yet</source>
        <translation>尚无测试集</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
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
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>新建项目(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the &amp;demo</source>
        <translation>打开演示(&amp;D)</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>关闭项目(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>%1  (%2)</source>
        <translation>%1  (%2)</translation>
    </message>
    <message>
        <source>No project yet</source>
        <translation>尚无项目</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>撤销(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>重做(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>任务(&amp;J)</translation>
    </message>
    <message>
        <source>Colours of the &amp;desktop</source>
        <translation>跟随桌面配色(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>深色(&amp;K)</translation>
    </message>
    <message>
        <source>Text %1 %</source>
        <translation>文字 %1 %</translation>
    </message>
    <message>
        <source>Langua&amp;ge</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Keys and about</source>
        <translation>按键与关于(&amp;K)</translation>
    </message>
    <message>
        <source>Keys and about</source>
        <translation>按键与关于</translation>
    </message>
    <message>
        <source>Ctrl+1, Ctrl+2 …</source>
        <translation>Ctrl+1、Ctrl+2 …</translation>
    </message>
    <message>
        <source>go to a page</source>
        <translation>切换页面</translation>
    </message>
    <message>
        <source>Ctrl+J</source>
        <translation>Ctrl+J</translation>
    </message>
    <message>
        <source>show or hide the jobs</source>
        <translation>显示或隐藏任务</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>undo and redo what was done to the cuts</source>
        <translation>撤销和重做对阈值的修改</translation>
    </message>
    <message>
        <source>← →</source>
        <translation>← →</translation>
    </message>
    <message>
        <source>nudge the chosen cut; Shift: ten times as far</source>
        <translation>微移所选阈值；按 Shift 移动十倍</translation>
    </message>
    <message>
        <source>Ctrl+N, Ctrl+O, Ctrl+W</source>
        <translation>Ctrl+N、Ctrl+O、Ctrl+W</translation>
    </message>
    <message>
        <source>new project, open, close</source>
        <translation>新建项目、打开、关闭</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>this page</source>
        <translation>此页</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Caftan %1&lt;/h3&gt;&lt;p&gt;A workbench for complexity-aware fine-tuning of small language models. Free software under the GNU General Public License, version 3 or later. Works offline.&lt;/p&gt;%2</source>
        <translation>&lt;h3&gt;Caftan %1&lt;/h3&gt;&lt;p&gt;按难度微调小型语言模型的工作台。自由软件，采用 GNU 通用公共许可证第 3 版或更新版本。可离线使用。&lt;/p&gt;%2</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Bring questions in, split them, let a model answer them</source>
        <translation>导入问题、划分，并让模型回答</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>See how sure the model is, and cut the questions into bands</source>
        <translation>查看模型有多确信，并把问题划分为难度段</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Watch training, compare curves, pause, resume and branch runs</source>
        <translation>观察训练、比较曲线，暂停、继续和分支运行</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Recipes side by side: what tokens buy, what is shown, what changed</source>
        <translation>并排比较配方：词元换来什么、显示出什么、改变了什么</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>Talk to models and runs, and see how sure each token was</source>
        <translation>与模型和运行对话，查看每个词元的确信程度</translation>
    </message>
    <message>
        <source>&amp;Guided tour of the demo</source>
        <translation>演示导览(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Reset the demo…</source>
        <translation>重置演示(&amp;R)…</translation>
    </message>
    <message>
        <source>Alt+← →, F6</source>
        <translation>Alt+← →、F6</translation>
    </message>
    <message>
        <source>in the tour: step by step; between its card and the page</source>
        <translation>导览中：逐步前进；在卡片与页面之间切换</translation>
    </message>
    <message>
        <source>Reset the demo</source>
        <translation>重置演示</translation>
    </message>
    <message>
        <source>Begin the demo anew?</source>
        <translation>重新开始演示？</translation>
    </message>
    <message>
        <source>The demo in %1 is deleted with its scores, cuts and runs, and made again.</source>
        <translation>%1 中的演示及其测评、阈值和运行将被删除并重新创建。</translation>
    </message>
    <message>
        <source>The demo is at work: stop its jobs, then reset it.</source>
        <translation>演示正在工作：请先停止其任务，再重置。</translation>
    </message>
    <message>
        <source>%1 could not be deleted. Check that you may write to it.</source>
        <translation>无法删除 %1。请检查写入权限。</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>高对比度(&amp;H)</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>Teaching: text 200 %, thick lines, large pointer</source>
        <translation>教学：文字 200 %，粗线条，大指针</translation>
    </message>
    <message>
        <source>The demo&apos;s experiment is over: its recipes stand side by side.</source>
        <translation>演示实验已结束：各配方已并排列出。</translation>
    </message>
    <message>
        <source>Compare them</source>
        <translation>比较</translation>
    </message>
</context>
<context>
    <name>caftan::ui::MatrixChart</name>
    <message>
        <source>No answers to count</source>
        <translation>没有可统计的答案</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 answers, %2 of them on the diagonal</source>
        <translation>%1 个答案，其中 %2 个在对角线上</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ModelsCard</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Family</source>
        <translation>系列</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数量</translation>
    </message>
    <message>
        <source>The models that answer questions would stand here. Add a Hugging Face folder (safetensors) or a GGUF file; it is referred to by its path and checksum, not copied.</source>
        <translation>回答问题的模型会列在这里。请添加 Hugging Face 文件夹 (safetensors) 或 GGUF 文件；只记录其路径和校验和，不会复制。</translation>
    </message>
    <message>
        <source>Add model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Asks for a Hugging Face folder or a GGUF file</source>
        <translation>选择 Hugging Face 文件夹或 GGUF 文件</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Hugging Face folder…</source>
        <translation>Hugging Face 文件夹…</translation>
    </message>
    <message>
        <source>GGUF file…</source>
        <translation>GGUF 文件…</translation>
    </message>
    <message>
        <source>%1 (missing)</source>
        <translation>%1（缺失）</translation>
    </message>
    <message>
        <source>%1 is not there any more. Add the model again from where it is now; it is recognised by its checksum.</source>
        <translation>%1 已不在原处。请从现在的位置重新添加该模型；会按校验和识别。</translation>
    </message>
    <message>
        <source>Folder with config.json, tokenizer.json and safetensors</source>
        <translation>含 config.json、tokenizer.json 和 safetensors 的文件夹</translation>
    </message>
    <message>
        <source>GGUF file</source>
        <translation>GGUF 文件</translation>
    </message>
    <message>
        <source>GGUF models (*.gguf);;All files (*)</source>
        <translation>GGUF 模型 (*.gguf);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Notice</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Hides this message</source>
        <translation>隐藏此消息</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>隐藏消息</translation>
    </message>
</context>
<context>
    <name>caftan::ui::OverviewCard</name>
    <message>
        <source>Charts of the ticked runs</source>
        <translation>勾选运行的图表</translation>
    </message>
    <message>
        <source>What do the tokens buy?</source>
        <translation>词元换来什么？</translation>
    </message>
    <message>
        <source>Accuracy against tokens</source>
        <translation>准确率与词元</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Validation accuracy, epoch by epoch</source>
        <translation>逐轮的验证准确率</translation>
    </message>
    <message>
        <source>Which tokens</source>
        <translation>哪种词元</translation>
    </message>
    <message>
        <source>Tokens are counted five ways: what runs along the chart</source>
        <translation>词元有五种计法：横轴用哪一种</translation>
    </message>
    <message>
        <source>answer tokens, times epochs</source>
        <translation>答案词元 × 轮数</translation>
    </message>
    <message>
        <source>answer tokens, each once</source>
        <translation>答案词元，每个一次</translation>
    </message>
    <message>
        <source>with prompts</source>
        <translation>含提示词</translation>
    </message>
    <message>
        <source>bought from the teacher</source>
        <translation>教师模型所写</translation>
    </message>
    <message>
        <source>written per answer</source>
        <translation>每个答案写出</translation>
    </message>
    <message>
        <source>Left and right arrow walk from recipe to recipe; the stair joins those that nothing beats</source>
        <translation>左右方向键在配方间移动；阶梯线连接未被超越的配方</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>准确率</translation>
    </message>
    <message>
        <source>Validation accuracy by epoch</source>
        <translation>各轮的验证准确率</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>%1 (one seed)</source>
        <translation>%1（一个种子）</translation>
    </message>
    <message>
        <source>%1
%2 %
%3 tokens</source>
        <translation>%1
%2 %
%3 个词元</translation>
    </message>
    <message>
        <source> (log)</source>
        <translation> （对数）</translation>
    </message>
    <message>
        <source>Reading answers…</source>
        <translation>正在读取答案…</translation>
    </message>
    <message>
        <source>Tick runs that have been evaluated</source>
        <translation>请勾选已评估的运行</translation>
    </message>
    <message>
        <source>95 % intervals; stair: nothing beats these</source>
        <translation>95 % 区间；阶梯上的未被超越</translation>
    </message>
    <message>
        <source>one seed, 95 % intervals; stair: nothing beats these</source>
        <translation>单个种子，95 % 区间；阶梯上的未被超越</translation>
    </message>
    <message>
        <source>; %1 without this figure</source>
        <translation>；%1 个没有此数值</translation>
    </message>
    <message>
        <source>Validation accuracy of the ticked runs, as soon as there is some</source>
        <translation>勾选运行的验证准确率，一有即显示</translation>
    </message>
    <message>
        <source>validation accuracy, mean over the seeds; band: lowest to highest seed</source>
        <translation>验证准确率，各种子的均值；色带从最低种子到最高种子</translation>
    </message>
    <message>
        <source>validation accuracy</source>
        <translation>验证准确率</translation>
    </message>
</context>
<context>
    <name>caftan::ui::PictureMaker</name>
    <message>
        <source>%1 could not be made: choose a folder that can be written.</source>
        <translation>无法创建 %1：请选择可以写入的文件夹。</translation>
    </message>
    <message>
        <source>The project did not open within two minutes.</source>
        <translation>项目在两分钟内没有打开。</translation>
    </message>
    <message>
        <source>%1 could not be written: check the folder and the free space.</source>
        <translation>无法写入 %1：请检查文件夹和剩余空间。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ProjectService</name>
    <message>
        <source>%1 was removed or renamed while it was open. Put it back, or open another project.</source>
        <translation>%1 在打开期间被移除或改名。请把它放回，或打开另一个项目。</translation>
    </message>
    <message>
        <source>%1 was replaced by another file while it was open. Open it again to see what it holds now.</source>
        <translation>%1 在打开期间被另一个文件替换。请重新打开以查看现在的内容。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::QuestionDetail</name>
    <message>
        <source>The question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Choose a question to see its options, probabilities and recorded reasoning.</source>
        <translation>选择一个问题，查看其选项、概率和已记录的推理。</translation>
    </message>
    <message>
        <source>Question %1</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source> · entropy %1</source>
        <translation> · 熵 %1</translation>
    </message>
    <message>
        <source>id %1</source>
        <translation>编号 %1</translation>
    </message>
    <message>
        <source>%1 prompt tokens</source>
        <translation>%1 个提示词元</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>key</source>
        <translation>标准答案</translation>
    </message>
    <message>
        <source>The answer &quot;%1&quot; names none of the options: it is invalid.</source>
        <translation>答案“%1”不指向任何选项：无效。</translation>
    </message>
    <message>
        <source>Most probable tokens</source>
        <translation>最可能的词元</translation>
    </message>
    <message>
        <source>Prompt, exactly as sent</source>
        <translation>发送的提示词原文</translation>
    </message>
    <message>
        <source>Shows the text that the model was given, with the marks of its chat format</source>
        <translation>显示模型收到的文本，含其对话格式的标记</translation>
    </message>
    <message>
        <source>Reasoning of %1, %2</source>
        <translation>%1 的推理，%2</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>, %1 tokens</source>
        <translation>，%1 个词元</translation>
    </message>
    <message>
        <source>Recorded rationale</source>
        <translation>已记录的解释</translation>
    </message>
    <message>
        <source>The answer, token by token</source>
        <translation>回答，逐个词元</translation>
    </message>
</context>
<context>
    <name>caftan::ui::QuestionPanel</name>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search questions</source>
        <translation>搜索问题</translation>
    </message>
    <message>
        <source>Lists the questions whose text, options or category contain this</source>
        <translation>列出文本、选项或类别中含有此内容的问题</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Lists the least or the most sure questions first</source>
        <translation>先列出最不确信或最确信的问题</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>最不确信在前</translation>
    </message>
    <message>
        <source>Keep…</source>
        <translation>保留…</translation>
    </message>
    <message>
        <source>Keep the questions that are listed</source>
        <translation>保留列出的问题</translation>
    </message>
    <message>
        <source>Writes the questions that are listed to a file, or keeps them as a selection to train on</source>
        <translation>把列出的问题写入文件，或保留为可供训练的选集</translation>
    </message>
    <message>
        <source>Export as CSV, JSONL or Parquet…</source>
        <translation>导出为 CSV、JSONL 或 Parquet…</translation>
    </message>
    <message>
        <source>Keep as a selection…</source>
        <translation>保留为选集…</translation>
    </message>
    <message>
        <source>Most sure first</source>
        <translation>最确信在前</translation>
    </message>
    <message>
        <source>Lists the questions of %1 only</source>
        <translation>只列出%1的问题</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>无效</translation>
    </message>
    <message>
        <source>Lists the answers that name none of the options</source>
        <translation>列出不指向任何选项的答案</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>Lists the questions answered rightly only</source>
        <translation>只列出答对的问题</translation>
    </message>
    <message>
        <source>✗ wrong</source>
        <translation>✗ 错误</translation>
    </message>
    <message>
        <source>Lists the questions answered wrongly only</source>
        <translation>只列出答错的问题</translation>
    </message>
    <message>
        <source>The range drawn on the histogram; click to let go of it</source>
        <translation>直方图上拖选的范围；点击取消</translation>
    </message>
    <message>
        <source>The category that everything shows; click to show all of them</source>
        <translation>当前显示的类别；点击显示全部</translation>
    </message>
    <message>
        <source>Picked questions; click to let go of them</source>
        <translation>挑选的问题；点击取消</translation>
    </message>
    <message>
        <source>%1 questions</source>
        <translation>%1 个问题</translation>
    </message>
</context>
<context>
    <name>caftan::ui::QuestionTableModel</name>
    <message>
        <source>Metric</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>所答</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>答案</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>%1 (Ctrl+%2)</source>
        <translation>%1 (Ctrl+%2)</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ReasoningView</name>
    <message>
        <source>%1 tokens · entropy %2 on average, %3 at most</source>
        <translation>%1 个词元 · 平均熵 %2，最大 %3</translation>
    </message>
    <message>
        <source> · perplexity %1</source>
        <translation> · 困惑度 %1</translation>
    </message>
    <message>
        <source>Reasoning</source>
        <translation>推理</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RecipeTable</name>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>Only runs whose name, recipe, tags, notes or state hold these words</source>
        <translation>只列出名称、配方、标签、备注或状态含有这些词的运行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Which columns the table shows</source>
        <translation>表格显示哪些列</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs, folded to recipes</source>
        <translation>运行，按配方合并</translation>
    </message>
    <message>
        <source>Space ticks a run for comparison, F2 edits a name, tags or notes, Delete deletes</source>
        <translation>空格键勾选要比较的运行，F2 编辑名称、标签或备注，Delete 删除</translation>
    </message>
    <message>
        <source>Compare others with this</source>
        <translation>以此为基线比较</translation>
    </message>
    <message>
        <source>Let go of the baseline</source>
        <translation>取消基线</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RefusalBar</name>
    <message>
        <source>Goes to the Data page</source>
        <translation>前往“数据”页</translation>
    </message>
    <message>
        <source>Changes what the %1 band is trained on</source>
        <translation>更改%1段的训练内容</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>划分…</translation>
    </message>
    <message>
        <source>Add a model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Attach answers…</source>
        <translation>附加答案…</translation>
    </message>
    <message>
        <source>Short answers</source>
        <translation>简短答案</translation>
    </message>
    <message>
        <source>Skip the band</source>
        <translation>跳过该段</translation>
    </message>
    <message>
        <source>Close the test, cut at quartiles</source>
        <translation>关闭测试集，按四分位设阈值</translation>
    </message>
    <message>
        <source>Shows training and validation only and takes the quartiles of the training questions</source>
        <translation>只显示训练和验证，并采用训练问题的四分位数</translation>
    </message>
    <message>
        <source>Smaller micro batches</source>
        <translation>更小的微批次</translation>
    </message>
    <message>
        <source>Takes as many tokens at once as fit; the rest of a step accumulates</source>
        <translation>一次只取放得下的词元；一步的其余部分累积</translation>
    </message>
    <message>
        <source>LoRA instead</source>
        <translation>改用 LoRA</translation>
    </message>
    <message>
        <source>Trains a small adapter beside the weights</source>
        <translation>在权重旁训练一个小适配器</translation>
    </message>
    <message>
        <source>Compute activations again</source>
        <translation>重新计算激活值</translation>
    </message>
    <message>
        <source>The same result in less memory, but slower</source>
        <translation>结果相同，内存更少，但更慢</translation>
    </message>
    <message>
        <source>QLoRA in 4 bits</source>
        <translation>4 位 QLoRA</translation>
    </message>
    <message>
        <source>Trains a small adapter beside the weights, which are kept in 4 bits</source>
        <translation>在以 4 位保存的权重旁训练一个小适配器</translation>
    </message>
    <message>
        <source>Base as it is</source>
        <translation>基础模型保持原样</translation>
    </message>
    <message>
        <source>Trains all weights, none of them in few bits</source>
        <translation>训练全部权重，均不压缩位数</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ReplayBar</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Plays or pauses (Space); the arrow keys move along the run</source>
        <translation>播放或暂停（空格）；方向键在运行中移动</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Shows the whole run again (Esc)</source>
        <translation>重新显示整个运行（Esc）</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RocChart</name>
    <message>
        <source>right answers flagged</source>
        <translation>被标记的正确答案</translation>
    </message>
    <message>
        <source>wrong answers found</source>
        <translation>找到的错误答案</translation>
    </message>
    <message>
        <source>Needs right and wrong answers</source>
        <translation>需要正确和错误的答案</translation>
    </message>
    <message>
        <source>cut %1</source>
        <translation>阈值 %1</translation>
    </message>
    <message>
        <source>finds %1 of wrong</source>
        <translation>找到 %1 的错误</translation>
    </message>
    <message>
        <source>flags %1 of right</source>
        <translation>误标 %1 的正确</translation>
    </message>
    <message>
        <source>Cut %1 of %2 on the ROC: %3 %4 %5, finds %6 of wrong answers, flags %7 of right ones</source>
        <translation>ROC 上的阈值 %1/%2：%3 %4 %5，找到 %6 的错误答案，误标 %7 的正确答案</translation>
    </message>
    <message>
        <source>No curve: right and wrong answers are needed</source>
        <translation>没有曲线：需要既有正确也有错误的答案</translation>
    </message>
    <message>
        <source>cut %1 at %2 %3 finds %4 of the wrong answers and flags %5 of the right ones</source>
        <translation>位于 %2 %3 的阈值 %1 找出 %4 的错误答案，并标记 %5 的正确答案</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunDelegate</name>
    <message>
        <source>Lays this run over the chosen one in every chart (Space)</source>
        <translation>在每张图中把此运行叠加到所选运行上（空格）</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunHeader</name>
    <message>
        <source>Show log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>What the run reported until it ended</source>
        <translation>运行结束前报告的内容</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Finishes the step, keeps a checkpoint and frees the device; Resume goes on to the same bits</source>
        <translation>完成当前步，保存检查点并释放设备；“继续”会得到逐位相同的结果</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Goes on from the last checkpoint; no step is counted twice</source>
        <translation>从最后一个检查点继续；不会重复计步</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Ends the run after its step; what it has is kept and can be resumed</source>
        <translation>当前步之后结束运行；已有结果保留，可以继续</translation>
    </message>
    <message>
        <source>Branch…</source>
        <translation>分支…</translation>
    </message>
    <message>
        <source>Starts a new run from this one&apos;s best weights, with settings that you change</source>
        <translation>以此运行的最佳权重开始新的运行，设置可修改</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Start now</source>
        <translation>立即开始</translation>
    </message>
    <message>
        <source>Can be used once the run has been validated after its first epoch: a branch starts from the best weights</source>
        <translation>第一轮之后完成验证才可使用：分支从最佳权重开始</translation>
    </message>
    <message>
        <source>Replay</source>
        <translation>回放</translation>
    </message>
    <message>
        <source>Plays the run again, from its first step, at a speed of your choice</source>
        <translation>以所选速度从第一步起重新播放该运行</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunList</name>
    <message>
        <source>Search name, recipe, tag, state</source>
        <translation>搜索名称、配方、标签、状态</translation>
    </message>
    <message>
        <source>Shows only the runs that hold these words</source>
        <translation>只显示含有这些词的运行</translation>
    </message>
    <message>
        <source>Search runs</source>
        <translation>搜索运行</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Arrows choose a run, Space lays it over the others</source>
        <translation>方向键选择运行，空格键把它叠加到其他运行上</translation>
    </message>
    <message>
        <source>+ New</source>
        <translation>+ 新建</translation>
    </message>
    <message>
        <source>Goes to Explore, where the bands are cut and a run is started</source>
        <translation>前往“探索”，在那里划分难度段并启动运行</translation>
    </message>
    <message>
        <source>New run</source>
        <translation>新的运行</translation>
    </message>
    <message>
        <source>%1 of %2 runs</source>
        <translation>%1/%2 次运行</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunListModel</name>
    <message>
        <source>pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>种子 %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::RunsPage</name>
    <message>
        <source>What did training change?</source>
        <translation>训练改变了什么？</translation>
    </message>
    <message>
        <source>Start the demo&apos;s experiment</source>
        <translation>启动演示实验</translation>
    </message>
    <message>
        <source>Scores the questions, cuts them in three and trains five recipes, one after another: about three minutes on two cores</source>
        <translation>测评问题，划分为三段，依次训练五个配方：双核约三分钟</translation>
    </message>
    <message>
        <source>Go to Explore</source>
        <translation>前往“探索”</translation>
    </message>
    <message>
        <source>There the bands are cut, and Train starts a run</source>
        <translation>在那里划分难度段，并用“训练”启动运行</translation>
    </message>
    <message>
        <source>Views of the run</source>
        <translation>运行的视图</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Loss and accuracy</source>
        <translation>损失与准确率</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Learning rate, gradient norm and speed</source>
        <translation>学习率、梯度范数和速度</translation>
    </message>
    <message>
        <source>Entropy</source>
        <translation>熵</translation>
    </message>
    <message>
        <source>How sure the model becomes, evaluation by evaluation</source>
        <translation>逐次评估中模型的确信程度</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>What the model answered in each evaluation</source>
        <translation>模型在每次评估中的答案</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What the run reported</source>
        <translation>运行报告的内容</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Everything that made the run; tags and notes</source>
        <translation>构成该运行的一切；标签和备注</translation>
    </message>
    <message>
        <source>What runs along the charts</source>
        <translation>图表的横轴</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步</translation>
    </message>
    <message>
        <source>Along the optimiser steps</source>
        <translation>按优化步数</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮</translation>
    </message>
    <message>
        <source>Along the epochs</source>
        <translation>按轮数</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Along the tokens trained</source>
        <translation>按已训练词元</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Along the time at work, pauses left out</source>
        <translation>按工作时间，不计暂停</translation>
    </message>
    <message>
        <source>Each run would stand here with its state, its loss and its accuracy as they come: whether reasoning only where the model is unsure reaches what distilling everything does. The demo trains five recipes on a tiny model, live, in a few minutes.</source>
        <translation>每次运行会列在这里，随时显示状态、损失和准确率：看看只在模型不确信处推理，能否达到全部蒸馏的效果。演示会在几分钟内当场用极小的模型训练五个配方。</translation>
    </message>
    <message>
        <source>Each run would stand here with its state, its loss and its accuracy as they come, also one that was started in a terminal. A run begins on Explore: cut the questions into bands, choose what each band is trained on, and start.</source>
        <translation>每次运行会列在这里，随时显示状态、损失和准确率，从终端启动的也一样。运行从“探索”开始：把问题划分为难度段，选择每段的训练内容，然后启动。</translation>
    </message>
    <message>
        <source>%1 runs overlaid</source>
        <translation>叠加了 %1 次运行</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ScoreSheet</name>
    <message>
        <source>is not scored</source>
        <translation>不测评</translation>
    </message>
    <message>
        <source>IFD, too</source>
        <translation>同时计算 IFD</translation>
    </message>
    <message>
        <source>Recorded reasoning</source>
        <translation>已记录的推理</translation>
    </message>
    <message>
        <source>What a teacher&apos;s reasoning costs this model, token by token: entropies and NLL, shown with the question</source>
        <translation>教师的推理对该模型的代价，逐词元：熵与负对数似然，与问题一起显示</translation>
    </message>
    <message>
        <source>Instruction-following difficulty</source>
        <translation>指令遵循难度</translation>
    </message>
    <message>
        <source>How much the question helps with its answer: NLL of the key after the question over NLL without; reads the key</source>
        <translation>问题对其答案有多大帮助：看到问题后标准答案的负对数似然除以没有问题时的值；会读取标准答案</translation>
    </message>
    <message>
        <source>Score questions with a model</source>
        <translation>用模型测评问题</translation>
    </message>
    <message>
        <source>plain: one letter or number</source>
        <translation>简单：一个字母或数字</translation>
    </message>
    <message>
        <source>fallback: may say it does not know</source>
        <translation>可弃答：允许回答不知道</translation>
    </message>
    <message>
        <source>float32, exact</source>
        <translation>float32，精确</translation>
    </message>
    <message>
        <source>bfloat16, faster</source>
        <translation>bfloat16，更快</translation>
    </message>
    <message>
        <source>all questions</source>
        <translation>全部问题</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>test</source>
        <translation>测试</translation>
    </message>
    <message>
        <source>best there is</source>
        <translation>可用的最佳设备</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Start scoring</source>
        <translation>开始测评</translation>
    </message>
    <message>
        <source>Starts a job of its own that goes on when the window is closed</source>
        <translation>启动一个独立的任务，关闭窗口后仍会继续</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The model that answers; add one under Models</source>
        <translation>回答的模型；可在“模型”中添加</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>How a question is put to the model; the exact prompts are hashed with the scores</source>
        <translation>向模型提问的方式；提示词原文的哈希随结果保存</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值精度</translation>
    </message>
    <message>
        <source>bfloat16 is faster and may move a few questions across a cut</source>
        <translation>bfloat16 更快，可能让少数问题越过阈值</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Where the model is run</source>
        <translation>模型在哪里运行</translation>
    </message>
    <message>
        <source>Questions</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Which part of the data set is scored</source>
        <translation>测评数据集的哪个子集</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Only the first so many questions; 0: all</source>
        <translation>只取前若干个问题；0 表示全部</translation>
    </message>
    <message>
        <source>%1 questions of &quot;%2&quot;, one token each. Every answer is kept as it comes; pause, stop and resume in Jobs.</source>
        <translation>“%2”的 %1 个问题，每个一个词元。每个答案随即保存；可在“任务”中暂停、停止和继续。</translation>
    </message>
    <message>
        <source>There is no model in this project yet. Close this form and add one under Models.</source>
        <translation>此项目还没有模型。请关闭此表单，在“模型”中添加一个。</translation>
    </message>
    <message>
        <source>This part holds no question. Choose another, or split the data set first.</source>
        <translation>该子集没有问题。请另选一个，或先划分数据集。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ScoringsCard</name>
    <message>
        <source>Scoring</source>
        <translation>测评</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Answers</source>
        <translation>答案</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>AUC</source>
        <translation>AUC</translation>
    </message>
    <message>
        <source>A scoring is what a model answered and how sure it was. It would stand here with its accuracy, and be explored from here. Score the data set, or import a file that has recorded entropies.</source>
        <translation>测评记录模型的答案及其确信程度。它会连同准确率列在这里，并可由此探索。请测评该数据集，或导入含有已记录熵的文件。</translation>
    </message>
    <message>
        <source>Score…</source>
        <translation>测评…</translation>
    </message>
    <message>
        <source>Lets a model answer the questions of this data set with one token each</source>
        <translation>让模型用一个词元回答此数据集的每个问题</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>Opens the chosen scoring with its histogram, ROC and cuts</source>
        <translation>打开所选测评，含直方图、ROC 和阈值</translation>
    </message>
    <message>
        <source>Scorings of the data set</source>
        <translation>此数据集的测评</translation>
    </message>
    <message>
        <source>Scorings</source>
        <translation>测评</translation>
    </message>
    <message>
        <source>%1: prompt %2, %3</source>
        <translation>%1：提示词 %2，%3</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>已记录</translation>
    </message>
    <message>
        <source>Over valid answers; a sealed test part is left out</source>
        <translation>按有效答案计；封存的测试集不计入</translation>
    </message>
</context>
<context>
    <name>caftan::ui::ScoringsView</name>
    <message>
        <source>The same questions, asked twice</source>
        <translation>相同的问题，问两次</translation>
    </message>
    <message>
        <source>against</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>The other scoring</source>
        <translation>另一次测评</translation>
    </message>
    <message>
        <source>Chooses the scoring that is drawn upwards; it has the same questions</source>
        <translation>选择画在纵轴上的测评；问题相同</translation>
    </message>
    <message>
        <source>Metric of both scorings</source>
        <translation>两次测评的指标</translation>
    </message>
    <message>
        <source>Score the same questions a second time, with another model, prompt or checkpoint, to see here where the two differ.</source>
        <translation>用另一个模型、提示词或检查点再测评一次相同的问题，这里就会显示两者的不同之处。</translation>
    </message>
    <message>
        <source>drawn in the scatter</source>
        <translation>在散点图中拖选</translation>
    </message>
    <message>
        <source>How questions move between bands</source>
        <translation>问题在难度段间的移动</translation>
    </message>
    <message>
        <source>Flow between bands</source>
        <translation>难度段间的流动</translation>
    </message>
    <message>
        <source>Lists these questions below</source>
        <translation>在下方列出这些问题</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>Reading both scorings…</source>
        <translation>正在读取两次测评…</translation>
    </message>
    <message>
        <source>%1 questions answered by both. Rank correlation %2. Right: %3 points difference [%4, %5], McNemar&apos;s p %6</source>
        <translation>两者都回答了 %1 个问题。秩相关 %2。正确率：相差 %3 个百分点 [%4, %5]，McNemar p 值 %6</translation>
    </message>
    <message>
        <source>both right</source>
        <translation>两者都对</translation>
    </message>
    <message>
        <source>only the first right</source>
        <translation>仅第一次对</translation>
    </message>
    <message>
        <source>only the second right</source>
        <translation>仅第二次对</translation>
    </message>
    <message>
        <source>both wrong</source>
        <translation>两者都错</translation>
    </message>
    <message>
        <source>sure, then unsure</source>
        <translation>先确信后不确信</translation>
    </message>
    <message>
        <source>unsure, then sure</source>
        <translation>先不确信后确信</translation>
    </message>
    <message>
        <source>Score questions…</source>
        <translation>测评问题…</translation>
    </message>
    <message>
        <source>Goes to Data, where a model is asked; both scorings are kept</source>
        <translation>转到“数据”，在那里向模型提问；两次测评都会保留</translation>
    </message>
</context>
<context>
    <name>caftan::ui::SelectionKeeper</name>
    <message>
        <source>Export the questions that are listed</source>
        <translation>导出列出的问题</translation>
    </message>
    <message>
        <source>Tables (*.csv *.tsv *.jsonl *.parquet)</source>
        <translation>表格 (*.csv *.tsv *.jsonl *.parquet)</translation>
    </message>
    <message>
        <source>Keep as a selection</source>
        <translation>保留为选集</translation>
    </message>
    <message>
        <source>Name of these %1 questions; a name that exists is replaced</source>
        <translation>这 %1 个问题的名称；同名的会被替换</translation>
    </message>
    <message>
        <source>%1 questions written to %2</source>
        <translation>已将 %1 个问题写入 %2</translation>
    </message>
    <message>
        <source>Selection %1: %2 questions; train on it with --selection</source>
        <translation>选集 %1：%2 个问题；可用 --selection 训练</translation>
    </message>
    <message>
        <source>The list was written to %1</source>
        <translation>列表已写入 %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::SettingsView</name>
    <message>
        <source>%1 questions, %2, %3 answer tokens</source>
        <translation>%1 个问题，%2，%3 个答案词元</translation>
    </message>
    <message>
        <source>Search settings</source>
        <translation>搜索设置</translation>
    </message>
    <message>
        <source>Only settings whose name or value holds these words</source>
        <translation>只列出名称或值含有这些词的设置</translation>
    </message>
    <message>
        <source>Copy document</source>
        <translation>复制文档</translation>
    </message>
    <message>
        <source>Copies the settings as JSON: `caftan-cli train --config FILE` repeats the run</source>
        <translation>把设置复制为 JSON：`caftan-cli train --config 文件` 可重复该运行</translation>
    </message>
    <message>
        <source>Settings of the run</source>
        <translation>运行的设置</translation>
    </message>
    <message>
        <source>setting</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Words to find the run by; shown in the list</source>
        <translation>用来查找该运行的词；显示在列表中</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>What you want to remember about this run</source>
        <translation>关于此运行想记住的内容</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>难度段</translation>
    </message>
    <message>
        <source>Cuts</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Data, model and teacher</source>
        <translation>数据、模型和教师模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Versions and machine</source>
        <translation>版本和机器</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Closes this form; nothing is done (Esc)</source>
        <translation>关闭此表单；不做任何操作 (Esc)</translation>
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
        <translation>内存 %1 / %2 GB</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TintedText</name>
    <message>
        <source>“%1”: given, not chosen by the model</source>
        <translation>“%1”：给定，并非模型所选</translation>
    </message>
    <message>
        <source>“%1”: entropy %2 nats</source>
        <translation>“%1”：熵 %2 奈特</translation>
    </message>
    <message>
        <source>“%1” %2, entropy %3 nats</source>
        <translation>“%1” %2，熵 %3 nat</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TourCard</name>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>Ends the tour; Help takes it up where it was left (Esc)</source>
        <translation>结束导览；可从“帮助”继续（Esc）</translation>
    </message>
    <message>
        <source>Your guess, in percent</source>
        <translation>你的猜测（百分比）</translation>
    </message>
    <message>
        <source>Share of the least sure third that is right</source>
        <translation>最不确定的三分之一中答对的比例</translation>
    </message>
    <message>
        <source>That is my guess</source>
        <translation>这就是我的猜测</translation>
    </message>
    <message>
        <source>Keeps the guess, to be held against what comes</source>
        <translation>记下猜测，以便与结果对照</translation>
    </message>
    <message>
        <source>Bets on this recipe</source>
        <translation>押注此配方</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>The step before (Alt+Left)</source>
        <translation>上一步（Alt+左）</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>The next step (Alt+Right)</source>
        <translation>下一步（Alt+右）</translation>
    </message>
    <message>
        <source>Tour, step %1 of %2</source>
        <translation>导览，第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>your bet</source>
        <translation>你的押注</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TracesSheet</name>
    <message>
        <source>Attach recorded reasoning</source>
        <translation>附加已记录的推理</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>附加</translation>
    </message>
    <message>
        <source>Reads the file and attaches each reasoning to its question</source>
        <translation>读取文件，把每条推理附加到对应的问题</translation>
    </message>
    <message>
        <source>Who wrote it</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>for example Llama-3.1-70B</source>
        <translation>例如 Llama-3.1-70B</translation>
    </message>
    <message>
        <source>Name of the model or person; reasoning of the same name is replaced</source>
        <translation>模型或人的名称；同名的推理会被替换</translation>
    </message>
    <message>
        <source>Rows with a question&apos;s id, the reasoning and its answer, in any format that import reads. They are what bands are distilled from, and give the token counts of the band table.</source>
        <translation>每行含问题编号、推理及其答案，格式可以是导入所支持的任意一种。难度段的蒸馏取自它们，难度段表中的词元数也由此而来。</translation>
    </message>
    <message>
        <source>%1, to &quot;%2&quot;</source>
        <translation>%1，附加到“%2”</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>%1 reasonings attached, %2 with the right answer; %3 belong to no question of this data set.</source>
        <translation>已附加 %1 条推理，其中 %2 条答案正确；%3 条不属于此数据集的任何问题。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainAdvanced</name>
    <message>
        <source>▸  Advanced</source>
        <translation>▸  高级</translation>
    </message>
    <message>
        <source>Unfolds batch, schedule, adapter, validation, checkpoints</source>
        <translation>展开批次、调度、适配器、验证、检查点</translation>
    </message>
    <message>
        <source>▾  Advanced</source>
        <translation>▾  高级</translation>
    </message>
    <message>
        <source>Batch (answers)</source>
        <translation>批次（答案数）</translation>
    </message>
    <message>
        <source>Answers of one optimiser step</source>
        <translation>一个优化步的答案数</translation>
    </message>
    <message>
        <source>Micro batch (tokens)</source>
        <translation>微批次（词元数）</translation>
    </message>
    <message>
        <source>Tokens of a micro batch: the rest of a step accumulates. Less needs less memory</source>
        <translation>一个微批次的词元数：一步的其余部分累积。越少越省内存</translation>
    </message>
    <message>
        <source>Clip</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Largest norm of the gradient; 0: none</source>
        <translation>梯度范数上限；0 表示不限</translation>
    </message>
    <message>
        <source>Mean of the loss</source>
        <translation>损失的平均</translation>
    </message>
    <message>
        <source>over tokens</source>
        <translation>按词元</translation>
    </message>
    <message>
        <source>over answers</source>
        <translation>按答案</translation>
    </message>
    <message>
        <source>over batches</source>
        <translation>按批次</translation>
    </message>
    <message>
        <source>What counts alike: every token, every answer, or every micro batch</source>
        <translation>以什么等权：每个词元、每个答案或每个微批次</translation>
    </message>
    <message>
        <source>Warm-up (steps)</source>
        <translation>预热（步）</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises from nothing</source>
        <translation>学习率从零上升所用的步数</translation>
    </message>
    <message>
        <source>Schedule of the rate</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>linear decay</source>
        <translation>线性衰减</translation>
    </message>
    <message>
        <source>cosine decay</source>
        <translation>余弦衰减</translation>
    </message>
    <message>
        <source>constant</source>
        <translation>恒定</translation>
    </message>
    <message>
        <source>How the learning rate goes on after the warm-up</source>
        <translation>预热之后学习率如何变化</translation>
    </message>
    <message>
        <source>Floor of the rate</source>
        <translation>学习率下限</translation>
    </message>
    <message>
        <source>Share of the learning rate that is left at the end</source>
        <translation>结束时剩余的学习率比例</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>AdamW&apos;s pull of the weights towards nothing</source>
        <translation>AdamW 把权重拉向零的强度</translation>
    </message>
    <message>
        <source>LoRA rank</source>
        <translation>LoRA 秩</translation>
    </message>
    <message>
        <source>Width of the adapter</source>
        <translation>适配器的宽度</translation>
    </message>
    <message>
        <source>LoRA alpha</source>
        <translation>LoRA alpha</translation>
    </message>
    <message>
        <source>The adapter counts alpha / rank times</source>
        <translation>适配器按 alpha / 秩 加权</translation>
    </message>
    <message>
        <source>LoRA dropout</source>
        <translation>LoRA dropout</translation>
    </message>
    <message>
        <source>Share of the adapter&apos;s inputs that is left out in each step</source>
        <translation>每步略去的适配器输入比例</translation>
    </message>
    <message>
        <source>LoRA targets</source>
        <translation>LoRA 目标层</translation>
    </message>
    <message>
        <source>Linears that get an adapter, separated by commas</source>
        <translation>加适配器的线性层，用逗号分隔</translation>
    </message>
    <message>
        <source>Validate</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>after each epoch</source>
        <translation>每轮之后</translation>
    </message>
    <message>
        <source>After each epoch, and every so many steps</source>
        <translation>每轮之后，以及每隔若干步</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>检查点</translation>
    </message>
    <message>
        <source>every minute</source>
        <translation>每分钟</translation>
    </message>
    <message>
        <source>Every so many steps, besides the one a minute: where a killed run goes on</source>
        <translation>除每分钟一次外，每隔若干步再存：被终止的运行从这里继续</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Order of the questions, random choices, adapters</source>
        <translation>问题顺序、随机选择、适配器</translation>
    </message>
    <message>
        <source>all questions</source>
        <translation>全部问题</translation>
    </message>
    <message>
        <source>At most, each band</source>
        <translation>每段最多</translation>
    </message>
    <message>
        <source>So many questions of each band, drawn by the seed</source>
        <translation>每个难度段取这么多问题，按种子抽取</translation>
    </message>
    <message>
        <source>Only the selection</source>
        <translation>仅限选集</translation>
    </message>
    <message>
        <source>Name of a selection that was kept on Explore: training questions outside it are left out</source>
        <translation>在“探索”中保留的选集名称：之外的训练问题会略去</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>数值精度</translation>
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
        <translation>权重和乘积的精度；bfloat16 只需一半内存</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>best there is</source>
        <translation>可用的最佳设备</translation>
    </message>
    <message>
        <source>processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>graphics card</source>
        <translation>显卡</translation>
    </message>
    <message>
        <source>Where the run computes</source>
        <translation>运行在哪里计算</translation>
    </message>
    <message>
        <source>the recipe&apos;s</source>
        <translation>用配方名</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>运行的名称</translation>
    </message>
    <message>
        <source>How it is called on the Runs page</source>
        <translation>在“运行”页上的名称</translation>
    </message>
    <message>
        <source>Leave out questions whose teacher is wrong, from every band</source>
        <translation>从每个难度段略去教师模型答错的问题</translation>
    </message>
    <message>
        <source>So that every recipe learns from the same questions: a fair comparison</source>
        <translation>让每个配方从相同的问题学习：公平的比较</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>8 bits</source>
        <translation>8 位</translation>
    </message>
    <message>
        <source>4 bits</source>
        <translation>4 位</translation>
    </message>
    <message>
        <source>Base of the adapter</source>
        <translation>适配器的基础模型</translation>
    </message>
    <message>
        <source>QLoRA: the frozen weights in few bits, which need less memory. For LoRA only</source>
        <translation>QLoRA：冻结的权重用较少的位保存，内存更少。仅用于 LoRA</translation>
    </message>
    <message>
        <source>Activations</source>
        <translation>激活值</translation>
    </message>
    <message>
        <source>as memory allows</source>
        <translation>视内存而定</translation>
    </message>
    <message>
        <source>computed again</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Kept for the backward pass, or computed again there: the same result in less memory, but slower</source>
        <translation>为反向传播保留，或在那时重新计算：结果相同，内存更少，但更慢</translation>
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
        <translation>全量微调</translation>
    </message>
    <message>
        <source>the graphics card has %1 GB</source>
        <translation>显卡有 %1 GB</translation>
    </message>
    <message>
        <source>this machine has %1 GB</source>
        <translation>这台机器有 %1 GB</translation>
    </message>
    <message>
        <source>%1 of %2 needs about %3 GB even with one answer at a time, and %4. %5</source>
        <translation>%2 的%1即使一次一个答案也约需 %3 GB，而%4。%5</translation>
    </message>
    <message>
        <source>this model</source>
        <translation>此模型</translation>
    </message>
    <message>
        <source>Choose a smaller model.</source>
        <translation>请选择更小的模型。</translation>
    </message>
    <message>
        <source>LoRA needs about %1 GB.</source>
        <translation>LoRA 约需 %1 GB。</translation>
    </message>
    <message>
        <source>With %1 tokens at once it needs about %2 GB, and %3. Smaller micro batches learn the same, a little slower.</source>
        <translation>一次 %1 个词元约需 %2 GB，而%3。更小的微批次学到的相同，只是稍慢。</translation>
    </message>
    <message>
        <source>No question of the %1 band has recorded reasoning that could be distilled. Attach a teacher&apos;s answers to the data set, or train the band on its short answers.</source>
        <translation>%1段没有一个问题带有可供蒸馏的推理记录。请为数据集附加教师模型的答案，或用简短答案训练该段。</translation>
    </message>
    <message>
        <source>The %1 band has no training question. Move the cuts, or skip the band.</source>
        <translation>%1段没有训练问题。请移动阈值，或跳过该段。</translation>
    </message>
    <message>
        <source>Every band is skipped: train at least one.</source>
        <translation>所有难度段都被跳过：请至少训练一个。</translation>
    </message>
    <message>
        <source>Nothing has been scored yet, so there are no bands.</source>
        <translation>尚未测评，因此没有难度段。</translation>
    </message>
    <message>
        <source>This project can only be read. Make %1 writable, or copy it elsewhere.</source>
        <translation>此项目只能读取。请让 %1 可写，或把它复制到别处。</translation>
    </message>
    <message>
        <source>%1 is not split yet. Training, validation and a sealed test part come first, so that what is learned is never what is tested.</source>
        <translation>%1 尚未划分。须先有训练、验证和封存的测试集，学到的内容才不会用来测试。</translation>
    </message>
    <message>
        <source>These scores were recorded elsewhere: choose the model to train.</source>
        <translation>这些结果在别处记录：请选择要训练的模型。</translation>
    </message>
    <message>
        <source>These cuts were chosen while the test part was open, so a test of this run would prove nothing. Choose cuts again with the test part closed.</source>
        <translation>这些阈值是在测试集开封时选择的，此运行的测试因而不能证明什么。请在测试集关闭时重新选择阈值。</translation>
    </message>
    <message>
        <source>Counting the tokens of every answer…</source>
        <translation>正在统计每个答案的词元…</translation>
    </message>
    <message>
        <source>With the base in 4 bits about %1 GB are enough.</source>
        <translation>基础模型用 4 位时约 %1 GB 即可。</translation>
    </message>
    <message>
        <source>A base in %1 bits cannot learn itself: train an adapter on it (LoRA), or take the base as it is.</source>
        <translation>%1 位的基础模型自身无法学习：请在其上训练适配器（LoRA），或让基础模型保持原样。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainFigures</name>
    <message>
        <source>Steps</source>
        <translation>步数</translation>
    </message>
    <message>
        <source>Optimiser steps over all epochs</source>
        <translation>所有轮的优化步数</translation>
    </message>
    <message>
        <source>Answer tokens trained</source>
        <translation>训练的答案词元</translation>
    </message>
    <message>
        <source>Tokens that the loss is taken on, times epochs; below, each answer once</source>
        <translation>计算损失的词元乘以轮数；下方为每个答案计一次</translation>
    </message>
    <message>
        <source>With prompts</source>
        <translation>含提示词</translation>
    </message>
    <message>
        <source>Every token that goes through the model, times epochs; below, what the teacher wrote for the training questions, discarded answers too</source>
        <translation>经过模型的每个词元乘以轮数；下方为教师模型为训练问题所写，含弃用的答案</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>A guess from what has run in this project</source>
        <translation>根据此项目中运行过的内容估计</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Weights, optimiser, gradients and what is kept for them, at the peak</source>
        <translation>权重、优化器、梯度及其所需保留的内容，峰值</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>as fast as run %1</source>
        <translation>与运行 %1 同速</translation>
    </message>
    <message>
        <source>guessed from scoring</source>
        <translation>由测评估计</translation>
    </message>
    <message>
        <source>nothing like it has run yet</source>
        <translation>还没有类似的运行</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>共 %1</translation>
    </message>
    <message>
        <source>weights %1, optimiser %2, gradients %3, kept for backward %4, loss %5, program %6; %7 trained parameters</source>
        <translation>权重 %1，优化器 %2，梯度 %3，为反向传播保留 %4，损失 %5，程序 %6；训练参数 %7</translation>
    </message>
    <message>
        <source>%1 written once</source>
        <translation>各计一次 %1</translation>
    </message>
    <message>
        <source>teacher wrote %1</source>
        <translation>教师模型写了 %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainSettings</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Its peak, after the warm-up</source>
        <translation>预热后的峰值</translation>
    </message>
    <message>
        <source>What is trained</source>
        <translation>训练什么</translation>
    </message>
    <message>
        <source>Trains every weight of the model; the run keeps a whole model</source>
        <translation>训练模型的全部权重；运行保存完整的模型</translation>
    </message>
    <message>
        <source>Trains a small adapter beside the weights, which stay as they are; the run keeps the adapter</source>
        <translation>在不变的权重旁训练一个小适配器；运行保存该适配器</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>How often each question is seen</source>
        <translation>每个问题看多少遍</translation>
    </message>
    <message>
        <source>All weights</source>
        <translation>全部权重</translation>
    </message>
    <message>
        <source>LoRA</source>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>the graphics card has %1</source>
        <translation>显卡有 %1</translation>
    </message>
    <message>
        <source>this machine has %1</source>
        <translation>这台机器有 %1</translation>
    </message>
    <message>
        <source>All weights: about %1, and %2.</source>
        <translation>全部权重：约 %1，而%2。</translation>
    </message>
    <message>
        <source>Both fit: %1.</source>
        <translation>两者都放得下：%1。</translation>
    </message>
    <message>
        <source>Epochs, %1</source>
        <translation>轮数，%1</translation>
    </message>
    <message>
        <source>QLoRA in %1 bits</source>
        <translation>%1 位 QLoRA</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainSheet</name>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>as the recipe says</source>
        <translation>按配方</translation>
    </message>
    <message>
        <source>staged: one kind after the other</source>
        <translation>分阶段：一类接一类</translation>
    </message>
    <message>
        <source>mixed: all in every epoch</source>
        <translation>混合：每轮全部</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Puts the run into the queue; it goes on when the window is closed</source>
        <translation>把运行加入队列；关闭窗口后仍会继续</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>What each band is trained on, by name</source>
        <translation>各难度段训练内容的命名组合</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Staged: short answers first, reasoning afterwards, as in the paper. Mixed: together</source>
        <translation>分阶段：先简短答案，后推理，与论文一致。混合：一起训练</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The model that is trained; its files stay as they are</source>
        <translation>要训练的模型；其文件保持不变</translation>
    </message>
    <message>
        <source>All recipes: the demo&apos;s experiment…</source>
        <translation>所有配方：演示实验…</translation>
    </message>
    <message>
        <source>Trains and tests every recipe, controls included, so that they can be compared: says first what that shows and what it does not</source>
        <translation>训练并测试每个配方及对照，使之可以比较：先说明能证明什么、不能证明什么</translation>
    </message>
    <message>
        <source>The same in a terminal</source>
        <translation>终端中的等价命令</translation>
    </message>
    <message>
        <source>What starts the same run in a terminal</source>
        <translation>在终端中启动相同运行的命令</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copies the command line; the cuts are kept under the name that it says</source>
        <translation>复制命令行；阈值以其中的名称保留</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>%1 (scored)</source>
        <translation>%1（已测评）</translation>
    </message>
    <message>
        <source>SFT writes %1 tokens per answer, this run %2.</source>
        <translation>SFT 每个答案写 %1 个词元，此运行写 %2 个。</translation>
    </message>
    <message>
        <source>This run writes %1 tokens per answer.</source>
        <translation>此运行每个答案写 %1 个词元。</translation>
    </message>
    <message>
        <source>%1 on %2, cut at %3 (%4)</source>
        <translation>%1，数据 %2，阈值 %3（%4）</translation>
    </message>
    <message>
        <source>no model</source>
        <translation>没有模型</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Activations are computed again instead of kept: the same result in less memory, about a third more time.</source>
        <translation>激活值重新计算而不保留：结果相同，内存更少，时间约多三分之一。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::TrainingView</name>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Gradient norm</source>
        <translation>梯度范数</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>before the clip</source>
        <translation>裁剪前</translation>
    </message>
    <message>
        <source>tokens a second, prompts included; validation and storing not counted</source>
        <translation>每秒词元数，含提示词；不计验证和保存</translation>
    </message>
    <message>
        <source>Appears once training begins.</source>
        <translation>训练开始后显示。</translation>
    </message>
</context>
<context>
    <name>caftan::ui::Transcript</name>
    <message>
        <source>You</source>
        <translation>您</translation>
    </message>
    <message>
        <source>“%1” %2</source>
        <translation>“%1” %2</translation>
    </message>
    <message>
        <source>“%1” %2, entropy %3 nats</source>
        <translation>“%1” %2，熵 %3 nat</translation>
    </message>
    <message>
        <source> · else %1</source>
        <translation> · 否则 %1</translation>
    </message>
</context>
<context>
    <name>caftan::ui::WelcomePage</name>
    <message>
        <source>Open the demo</source>
        <translation>打开演示</translation>
    </message>
    <message>
        <source>Makes a small project with questions and a tiny model, and opens it</source>
        <translation>创建一个含问题和极小模型的小项目并打开</translation>
    </message>
    <message>
        <source>Run the demo&apos;s experiment…</source>
        <translation>运行演示实验…</translation>
    </message>
    <message>
        <source>Trains and tests every recipe on the demo, controls included, and shows their table as it fills; says first what it shows and what it does not</source>
        <translation>在演示上训练并测试每个配方及对照，表格随之填充；先说明能证明什么、不能证明什么</translation>
    </message>
    <message>
        <source>New project…</source>
        <translation>新建项目…</translation>
    </message>
    <message>
        <source>Asks for a folder and starts an empty project there</source>
        <translation>选择文件夹，在其中新建空项目</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Asks for the folder of an existing project</source>
        <translation>选择已有项目的文件夹</translation>
    </message>
    <message>
        <source>Projects that you open are listed here.</source>
        <translation>打开过的项目会列在这里。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Caftan</source>
        <translation>Caftan</translation>
    </message>
    <message>
        <source>See how sure a language model is of each answer, cut its questions into easy, middle and hard, and teach each band what it needs.</source>
        <translation>看看语言模型对每个答案有多确信，把问题分为易、中、难，再教给每一段所需的内容。</translation>
    </message>
    <message>
        <source>Opens %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Open the project %1</source>
        <translation>打开项目 %1</translation>
    </message>
    <message>
        <source>Guided tour</source>
        <translation>导览</translation>
    </message>
    <message>
        <source>Seven steps over the demo: guess, look, cut, bet, train, test, and see why</source>
        <translation>演示的七个步骤：猜测、观察、划分、押注、训练、测试，并了解原因</translation>
    </message>
</context>
<context>
    <name>caftan::ui::WonLostChart</name>
    <message>
        <source>%1: lost %2, won %3, %4 %5</source>
        <translation>%1：失去 %2，赢得 %3，%4 %5</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>失去</translation>
    </message>
    <message>
        <source>won</source>
        <translation>赢得</translation>
    </message>
</context>
</TS>
